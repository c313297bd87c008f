namespace Nms.Webhooks;

/// <summary>
/// What a pump reports to the grain whose activation is its lease: the same grain as <see cref="IWebhookGrain"/>. Nobody else calls it.
/// Each call names the pump, so that one that was left behind learns that it has a successor.
/// </summary>
[Alias("Nms.Webhooks.IWebhookReportsGrain")]
public interface IWebhookReportsGrain : IGrainWithGuidKey
{
    /// <summary>Keeps how far the pump is. False when another pump has taken over: this one stops.</summary>
    [Alias("CheckpointAsync")]
    Task<bool> CheckpointAsync(Guid pump, CancellationToken cancellationToken = default);

    /// <summary>Disables the webhook, publishes webhook.disabled, and keeps how far the pump is.</summary>
    [Alias("DisableAsync")]
    Task DisableAsync(Guid pump, string reason, CancellationToken cancellationToken = default);
}
