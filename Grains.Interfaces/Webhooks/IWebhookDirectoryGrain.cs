using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nms.Webhooks;

/// <summary>Knows which webhooks there are. Key: <see cref="WellKnownKeys.Default"/>.</summary>
[Alias("Nms.Webhooks.IWebhookDirectoryGrain")]
public interface IWebhookDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Creates a webhook and returns it with its secret, this once.</summary>
    /// <exception cref="ConflictException">There are as many as there may be, of this owner or in all.</exception>
    [Alias("CreateAsync")]
    Task<CreatedWebhook> CreateAsync(WebhookDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Ids of all webhooks, the oldest first.</summary>
    [Alias("ListIdsAsync"), AlwaysInterleave]
    ValueTask<ImmutableArray<Guid>> ListIdsAsync(CancellationToken cancellationToken = default);

    /// <summary>All webhooks, the oldest first; those of one owner when one is given.</summary>
    [Alias("ListAsync"), AlwaysInterleave]
    Task<ImmutableArray<WebhookSnapshot>> ListAsync(string? ownerId = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a webhook with its dead letters. Idempotent.</summary>
    [Alias("DeleteAsync")]
    Task DeleteAsync(Guid webhookId, CancellationToken cancellationToken = default);
}
