namespace Nms.Contracts.Webhooks;

/// <summary>One attempt to deliver.</summary>
/// <param name="DeliveryId">Unique for each attempt; the receiver gets it as nms-delivery-id.</param>
/// <param name="EventId">The event; the receiver gets it as webhook-id, the same in each attempt.</param>
/// <param name="Type">Type of the event, webhook.test or webhook.gap.</param>
/// <param name="Sequence">The event's place in the log; 0 for what is not in it.</param>
/// <param name="Attempt">Which attempt, counted from 1.</param>
/// <param name="At">When it ended.</param>
/// <param name="Delivered">Whether the receiver took it.</param>
/// <param name="Status">What the receiver answered; null when it did not.</param>
/// <param name="Error">What was wrong; null when nothing was.</param>
/// <param name="LatencyMs">How long it took.</param>
public sealed record WebhookDeliveryResponse(
    Guid DeliveryId,
    Guid EventId,
    string Type,
    long Sequence,
    int Attempt,
    DateTimeOffset At,
    bool Delivered,
    int? Status,
    string? Error,
    double LatencyMs);
