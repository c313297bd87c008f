using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nms.Webhooks;

/// <summary>
/// One webhook. Its one activation in the cluster is the lease of the pump that follows the feed for it. Key: its id. Created and
/// deleted through <see cref="IWebhookDirectoryGrain"/>.
/// </summary>
[Alias("Nms.Webhooks.IWebhookGrain")]
public interface IWebhookGrain : IGrainWithGuidKey
{
    /// <summary>Makes it what the draft says, from the newest event on, and returns it with its secret. For the directory only.</summary>
    [Alias("CreateAsync")]
    Task<CreatedWebhook> CreateAsync(WebhookDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Makes sure that it delivers when it is enabled. Idempotent; called again and again from every silo.</summary>
    [Alias("EnsureRunningAsync")]
    Task EnsureRunningAsync(CancellationToken cancellationToken = default);

    /// <summary>How it is at this moment; null when there is none of this id.</summary>
    [Alias("FindAsync"), AlwaysInterleave]
    ValueTask<WebhookSnapshot?> FindAsync(CancellationToken cancellationToken = default);

    /// <summary>Changes it. What was set aside for a retry stays; being enabled again ends every pause.</summary>
    /// <exception cref="NotFoundException">There is none of this id.</exception>
    [Alias("UpdateAsync")]
    Task<WebhookSnapshot> UpdateAsync(WebhookChanges changes, CancellationToken cancellationToken = default);

    /// <summary>Makes another secret. Until the overlap is over both sign.</summary>
    /// <exception cref="NotFoundException">There is none of this id.</exception>
    [Alias("RotateSecretAsync")]
    Task<CreatedWebhook> RotateSecretAsync(TimeSpan overlap, CancellationToken cancellationToken = default);

    /// <summary>Sends a signed webhook.test, whatever the state of the webhook, and returns how that ended.</summary>
    /// <exception cref="NotFoundException">There is none of this id.</exception>
    [Alias("TestAsync"), AlwaysInterleave]
    Task<WebhookDelivery> TestAsync(CancellationToken cancellationToken = default);

    /// <summary>The latest attempts, newest first. They are kept in memory and begin anew when the webhook moves to another silo.</summary>
    [Alias("ListDeliveriesAsync"), AlwaysInterleave]
    ValueTask<ImmutableArray<WebhookDelivery>> ListDeliveriesAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets dead letters aside for delivery again, with all their attempts, as many as there is room for: all, or those of the given
    /// events. Returns how many.
    /// </summary>
    /// <exception cref="NotFoundException">There is none of this id.</exception>
    [Alias("ReplayAsync")]
    Task<int> ReplayAsync(ImmutableArray<Guid>? eventIds, CancellationToken cancellationToken = default);

    /// <summary>Ends it. For the directory only. Idempotent.</summary>
    [Alias("DeleteAsync")]
    Task DeleteAsync(CancellationToken cancellationToken = default);
}
