namespace Nms.Webhooks;

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
/// <param name="Latency">How long it took.</param>
[GenerateSerializer, Immutable, Alias("Nms.Webhooks.WebhookDelivery")]
public sealed record WebhookDelivery(
    [property: Id(0)] Guid DeliveryId,
    [property: Id(1)] Guid EventId,
    [property: Id(2)] string Type,
    [property: Id(3)] long Sequence,
    [property: Id(4)] int Attempt,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] bool Delivered,
    [property: Id(7)] int? Status,
    [property: Id(8)] string? Error,
    [property: Id(9)] TimeSpan Latency);
