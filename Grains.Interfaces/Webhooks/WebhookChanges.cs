using Nms.Events;

namespace Nms.Webhooks;

/// <summary>What to change of a webhook; null stands for unchanged.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Url">Where to send to.</param>
/// <param name="Query">Which events.</param>
/// <param name="Ordered">Whether later events wait while one is retried.</param>
/// <param name="Enabled">Whether it delivers.</param>
[GenerateSerializer, Immutable, Alias("Nms.Webhooks.WebhookChanges")]
public sealed record WebhookChanges(
    [property: Id(0)] string? Name = null,
    [property: Id(1)] string? Url = null,
    [property: Id(2)] EventQuery? Query = null,
    [property: Id(3)] bool? Ordered = null,
    [property: Id(4)] bool? Enabled = null);
