using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Webhooks;

/// <summary>How far a webhook is. Everything before the cursor is delivered, set aside, or a dead letter.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Webhooks.WebhookProgress")]
internal sealed record WebhookProgress
{
    [Id(0)] public EventCursor Cursor { get; init; }

    /// <summary>What is to be tried again.</summary>
    [Id(1)] public ImmutableArray<WaitingDelivery> Waiting { get; init; } = [];

    [Id(2)] public int FailuresInARow { get; init; }

    [Id(3)] public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When a receiver that is left alone is tried again; null when it is not left alone.</summary>
    [Id(4)] public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>How many pauses there were in a row.</summary>
    [Id(5)] public int Pauses { get; init; }

    [Id(6)] public WebhookStatistics Statistics { get; init; } = new();
}
