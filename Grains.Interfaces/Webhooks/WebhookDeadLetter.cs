using Nms.Events;

namespace Nms.Webhooks;

/// <summary>An event that could not be delivered: its place in the log, where it is read again to show or to replay it.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Webhooks.WebhookDeadLetter")]
public sealed record WebhookDeadLetter
{
    /// <summary>The event.</summary>
    [Id(0)] public required Guid EventId { get; init; }

    /// <summary>Its type.</summary>
    [Id(1)] public required string Type { get; init; }

    /// <summary>Its place in the log; 0 for a message that is not in it.</summary>
    [Id(2)] public long Sequence { get; init; }

    /// <summary>Its priority.</summary>
    [Id(3)] public EventPriority Priority { get; init; }

    /// <summary>The data of a message that is not in the log; null for an event.</summary>
    [Id(4)] public string? DataJson { get; init; }

    /// <summary>How often it was tried.</summary>
    [Id(5)] public int Attempts { get; init; }

    /// <summary>Why it is here: what was wrong with the last attempt.</summary>
    [Id(6)] public required string Reason { get; init; }

    /// <summary>What the receiver answered to the last attempt; null when it did not.</summary>
    [Id(7)] public int? Status { get; init; }

    /// <summary>When it was tried first.</summary>
    [Id(8)] public DateTimeOffset FirstAttemptAt { get; init; }

    /// <summary>When it was given up.</summary>
    [Id(9)] public DateTimeOffset DiedAt { get; init; }
}
