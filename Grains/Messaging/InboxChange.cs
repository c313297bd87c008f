using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Messaging;

/// <summary>What one activation of an inbox writes at once.</summary>
/// <param name="Inbox">The inbox.</param>
/// <param name="Epoch">The number it was opened under.</param>
public sealed record InboxChange(string Inbox, long Epoch)
{
    /// <summary>New messages.</summary>
    public ImmutableArray<HubMessage> Inserts { get; init; } = [];

    /// <summary>What became of messages.</summary>
    public ImmutableArray<MessageOutcome> Outcomes { get; init; } = [];

    /// <summary>Messages to delete: dead letters.</summary>
    public ImmutableArray<long> Deletes { get; init; } = [];

    /// <summary>Whether the inbox takes messages from now on; null for as before.</summary>
    public bool? Registered { get; init; }
}

/// <summary>What became of one message.</summary>
/// <param name="Sequence">The message.</param>
/// <param name="Priority">Its priority, for the counters.</param>
/// <param name="Status">How far it is now; pending for one that is tried again.</param>
/// <param name="Attempts">Deliveries that failed.</param>
public sealed record MessageOutcome(long Sequence, EventPriority Priority, MessageStatus Status, int Attempts)
{
    /// <summary>When it may be delivered again.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>What the module answered.</summary>
    public string? ResponseJson { get; init; }

    /// <summary>When it was finished.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>A new time of expiry, for a dead letter that is replayed: it counts as failed no more.</summary>
    public DateTimeOffset? ReplayedUntil { get; init; }

    /// <summary>From acceptance to delivery, when it is completed.</summary>
    public TimeSpan Queued { get; init; }

    /// <summary>From delivery to acknowledgement, when it is completed.</summary>
    public TimeSpan Processing { get; init; }
}
