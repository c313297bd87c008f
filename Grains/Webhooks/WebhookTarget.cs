using Nms.Events;

namespace Nms.Webhooks;

/// <summary>Where a webhook sends to, and what it signs with. Sends; knows nothing of retries.</summary>
internal sealed class WebhookTarget(
    Guid webhookId, WebhookDraft settings, WebhookSecret secret, WebhookSecret? former, DateTimeOffset? formerUntil,
    IWebhookSender sender, IIdSource ids, TimeProvider time, RecentDeliveries recent)
{
    private readonly Uri _url = new(settings.Url);

    public WebhookDraft Settings => settings;

    /// <summary>Tries once, and records it.</summary>
    public async Task<(WebhookOutcome Outcome, WebhookDelivery Delivery)> SendAsync(WaitingDelivery waiting, byte[] body, CancellationToken cancellationToken)
    {
        var deliveryId = ids.NewId();
        var attempt = waiting.Attempts + 1;
        var outcome = await sender.SendAsync(
            new WebhookRequest(
                _url,
                waiting.EventId.ToString("D"),
                body,
                formerUntil > time.GetUtcNow() && former is not null ? [secret, former] : [secret],
                [new("nms-delivery-id", deliveryId.ToString("D")), new("nms-webhook-id", webhookId.ToString("D")), new("nms-attempt", $"{attempt}")]),
            cancellationToken);
        var delivery = new WebhookDelivery(
            deliveryId, waiting.EventId, waiting.Type, waiting.Sequence, attempt, time.GetUtcNow(), outcome.IsDelivered, outcome.Status, outcome.Error, outcome.Latency);
        recent.Add(delivery);
        return (outcome, delivery);
    }

    public async Task<WebhookDelivery> TestAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var test = new WaitingDelivery { EventId = ids.NewId(), Type = "webhook.test", FirstAttemptAt = now };
        var data = EventData.Write(json => json.WriteString("webhook_id", webhookId));
        return (await SendAsync(test, WebhookBody.Of(test.Type, now, data), cancellationToken)).Delivery;
    }
}
