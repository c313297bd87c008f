using Nms.Events;

namespace Nms.Messaging;

/// <summary>A message as its sender gives it.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.MessageDraft")]
public sealed record MessageDraft
{
    /// <summary>Chosen by the sender, so that sending again sends once; null for a new one.</summary>
    [Id(0)] public Guid? MessageId { get; init; }

    /// <summary>Who says he sends it.</summary>
    [Id(1)] public required string Sender { get; init; }

    /// <summary>The signed-in principal.</summary>
    [Id(2)] public required string SentBy { get; init; }

    /// <summary>What it is about.</summary>
    [Id(3)] public required MessageType Type { get; init; }

    /// <summary>Urgency.</summary>
    [Id(4)] public EventPriority Priority { get; init; } = EventPriority.Normal;

    /// <summary>Its content, a JSON object.</summary>
    [Id(5)] public string DataJson { get; init; } = "{}";

    /// <summary>How long it is worth delivering; null for as long as the hub keeps messages.</summary>
    [Id(6)] public TimeSpan? Lifetime { get; init; }

    /// <summary>Ties messages that belong together.</summary>
    [Id(7)] public string? CorrelationId { get; init; }

    /// <summary>The module that gets the response as a message of its own.</summary>
    [Id(8)] public string? ReplyTo { get; init; }

    /// <summary>Sent to several modules at once.</summary>
    [Id(9)] public bool Broadcast { get; init; }

    /// <summary>Part of what the hub has begun already, and so accepted while it finishes what it has.</summary>
    [Id(10)] public bool Internal { get; init; }
}
