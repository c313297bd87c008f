using System.Collections.Immutable;

namespace Nms.Webhooks;

/// <summary>The dead letters of a webhook.</summary>
/// <param name="Letters">The oldest first.</param>
/// <param name="Dropped">How many were removed to make room for younger ones.</param>
[GenerateSerializer, Immutable, Alias("Nms.Webhooks.WebhookDeadLetters")]
public sealed record WebhookDeadLetters(
    [property: Id(0)] ImmutableArray<WebhookDeadLetter> Letters,
    [property: Id(1)] long Dropped);
