using Nms.Events;

namespace Nms.Messaging;

/// <summary>An open message in the memory of its inbox.</summary>
internal sealed class InboxEntry(OpenMessage message)
{
    public long Sequence { get; } = message.Sequence;

    public Guid MessageId { get; } = message.MessageId;

    public EventPriority Priority { get; } = message.Priority;

    public DateTimeOffset CreatedAt { get; } = message.CreatedAt;

    public DateTimeOffset ExpiresAt { get; } = message.ExpiresAt;

    public int Size { get; } = message.Size;

    public int Attempts { get; set; } = message.Attempts;

    public DateTimeOffset? DueAt { get; set; } = message.DueAt;

    public InboxEntryState State { get; set; }

    /// <summary>Whom it was handed to.</summary>
    public Guid Lessee { get; set; }

    public DateTimeOffset LeasedAt { get; set; }

    public DateTimeOffset LeaseEnds { get; set; }

    /// <summary>The message itself while there is room to remember it.</summary>
    public HubMessage? Body { get; set; }

    /// <summary>When something has to be done about it, if nobody does anything before.</summary>
    public DateTimeOffset Deadline { get; set; }

    public OpenMessageReading Read() => new(MessageId, Attempts, DueAt, State == InboxEntryState.Leased ? LeaseEnds : null);
}

/// <summary>Where an open message is.</summary>
internal enum InboxEntryState
{
    /// <summary>Waits for its turn.</summary>
    Waiting,

    /// <summary>Waits for its next attempt.</summary>
    Delayed,

    /// <summary>Is with the module.</summary>
    Leased,

    /// <summary>What became of it is being written.</summary>
    Settling,
}
