using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nms.Webhooks;

/// <summary>What one webhook could not deliver. Key: its id. Bounded: the oldest make room and are counted.</summary>
[Alias("Nms.Webhooks.IWebhookDeadLettersGrain")]
public interface IWebhookDeadLettersGrain : IGrainWithGuidKey
{
    /// <summary>Adds a letter; one of the same event is replaced.</summary>
    [Alias("AddAsync")]
    Task AddAsync(WebhookDeadLetter letter, CancellationToken cancellationToken = default);

    /// <summary>All letters, the oldest first.</summary>
    [Alias("ListAsync"), ReadOnly]
    ValueTask<WebhookDeadLetters> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes the letters of the given events, or all. Returns how many.</summary>
    [Alias("RemoveAsync")]
    Task<int> RemoveAsync(ImmutableArray<Guid>? eventIds, CancellationToken cancellationToken = default);

    /// <summary>Removes those of the given events that were given up at an instant or before. Returns how many.</summary>
    [Alias("RemoveBeforeAsync")]
    Task<int> RemoveBeforeAsync(ImmutableArray<Guid> eventIds, DateTimeOffset before, CancellationToken cancellationToken = default);

    /// <summary>Removes everything, the counts too.</summary>
    [Alias("ForgetAsync")]
    Task ForgetAsync(CancellationToken cancellationToken = default);
}
