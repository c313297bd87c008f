using Nms.Events;

namespace Nms.Webhooks;

/// <summary>A webhook to create.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Url">Where to send to; the guard has no complaint of it.</param>
/// <param name="Query">Which events.</param>
/// <param name="OwnerId">In whose name: it delivers what he may see.</param>
/// <param name="OwnerName">The name to show.</param>
/// <param name="Ordered">Whether later events wait while one is retried.</param>
/// <param name="Enabled">Whether it delivers.</param>
[GenerateSerializer, Immutable, Alias("Nms.Webhooks.WebhookDraft")]
public sealed record WebhookDraft(
    [property: Id(0)] string Name,
    [property: Id(1)] string Url,
    [property: Id(2)] EventQuery Query,
    [property: Id(3)] string OwnerId,
    [property: Id(4)] string OwnerName,
    [property: Id(5)] bool Ordered,
    [property: Id(6)] bool Enabled);
