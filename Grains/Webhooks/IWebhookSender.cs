namespace Nms.Webhooks;

/// <summary>Sends signed requests to addresses that callers gave, through the outbound guard. Thread-safe.</summary>
internal interface IWebhookSender
{
    /// <summary>Sends once, within the configured time. Throws only when cancelled by the caller.</summary>
    Task<WebhookOutcome> SendAsync(WebhookRequest request, CancellationToken cancellationToken);
}
