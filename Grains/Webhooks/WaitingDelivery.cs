using Nms.Events;

namespace Nms.Webhooks;

/// <summary>An event on its way: a place in the log, or a message that is not in it, with what was tried so far.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Webhooks.WaitingDelivery")]
internal sealed record WaitingDelivery
{
    [Id(0)] public required Guid EventId { get; init; }

    [Id(1)] public required string Type { get; init; }

    /// <summary>0 for a message that is not in the log.</summary>
    [Id(2)] public long Sequence { get; init; }

    [Id(3)] public EventPriority Priority { get; init; }

    /// <summary>The data of a message that is not in the log.</summary>
    [Id(4)] public string? DataJson { get; init; }

    /// <summary>Failed attempts that count.</summary>
    [Id(5)] public int Failures { get; init; }

    /// <summary>All attempts.</summary>
    [Id(6)] public int Attempts { get; init; }

    [Id(7)] public DateTimeOffset FirstAttemptAt { get; init; }

    /// <summary>When to try again.</summary>
    [Id(8)] public DateTimeOffset DueAt { get; init; }

    /// <summary>An event that was not tried yet.</summary>
    public static WaitingDelivery Of(EventEnvelope e, DateTimeOffset now) =>
        new() { EventId = e.EventId, Type = e.Type, Sequence = e.Sequence, Priority = e.Priority, FirstAttemptAt = now, DueAt = now };

    /// <summary>A dead letter that is to be tried anew.</summary>
    public static WaitingDelivery Of(WebhookDeadLetter letter, DateTimeOffset now) => new()
    {
        EventId = letter.EventId,
        Type = letter.Type,
        Sequence = letter.Sequence,
        Priority = letter.Priority,
        DataJson = letter.DataJson,
        Attempts = letter.Attempts,
        FirstAttemptAt = letter.FirstAttemptAt,
        DueAt = now,
    };

    public WebhookDeadLetter ToDeadLetter(string reason, int? status, DateTimeOffset now) => new()
    {
        EventId = EventId,
        Type = Type,
        Sequence = Sequence,
        Priority = Priority,
        DataJson = DataJson,
        Attempts = Attempts,
        Reason = reason,
        Status = status,
        FirstAttemptAt = FirstAttemptAt,
        DiedAt = now,
    };
}
