using Nms.Events;

namespace Nms.Messaging;

/// <summary>One message to one module, as the hub keeps it.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.HubMessage")]
public sealed record HubMessage
{
    /// <summary>Unique id. Sending the same id twice sends once.</summary>
    [Id(0)] public required Guid MessageId { get; init; }

    /// <summary>Place among all messages, given by the store; 0 before.</summary>
    [Id(1)] public long Sequence { get; init; }

    /// <summary>The module it is for.</summary>
    [Id(2)] public required string Inbox { get; init; }

    /// <summary>Who says he sends it: a module's name, or any other word.</summary>
    [Id(3)] public required string Sender { get; init; }

    /// <summary>The signed-in principal that sent it; see Nms.Access.PrincipalIds.</summary>
    [Id(4)] public required string SentBy { get; init; }

    /// <summary>What it is about.</summary>
    [Id(5)] public required MessageType Type { get; init; }

    /// <summary>Urgency: more urgent ones are delivered first.</summary>
    [Id(6)] public required EventPriority Priority { get; init; }

    /// <summary>Its content, a JSON object.</summary>
    [Id(7)] public required string DataJson { get; init; }

    /// <summary>When it was accepted.</summary>
    [Id(8)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is too late to deliver it.</summary>
    [Id(9)] public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How far it has come.</summary>
    [Id(10)] public MessageStatus Status { get; init; } = MessageStatus.Pending;

    /// <summary>Deliveries that failed.</summary>
    [Id(11)] public int Attempts { get; init; }

    /// <summary>When it may be delivered again after a failure.</summary>
    [Id(12)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>Ties messages that belong together.</summary>
    [Id(13)] public string? CorrelationId { get; init; }

    /// <summary>The module that gets the response as a message of its own.</summary>
    [Id(14)] public string? ReplyTo { get; init; }

    /// <summary>Sent to several modules at once.</summary>
    [Id(15)] public bool Broadcast { get; init; }

    /// <summary>What the module answered when it acknowledged, a JSON object.</summary>
    [Id(16)] public string? ResponseJson { get; init; }

    /// <summary>Why the latest delivery failed.</summary>
    [Id(17)] public string? Error { get; init; }

    /// <summary>When it was acknowledged or given up.</summary>
    [Id(18)] public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Until when the module has it; null while it does not.</summary>
    [Id(19)] public DateTimeOffset? LeaseEndsAt { get; init; }

    /// <summary>Whether nothing more happens to it by itself.</summary>
    public bool IsFinished => Status >= MessageStatus.Completed;
}
