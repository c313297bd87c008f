using System.Text.Json;
using Nms.Contracts.Events;

namespace Nms.Contracts.Messaging;

/// <summary>What a message is, whomever it is sent to.</summary>
public abstract record OutgoingMessage
{
    /// <summary>What it is about; notification when absent.</summary>
    public MessageType? MessageType { get; init; }

    /// <summary>Its content, an object.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>Urgency; normal when absent.</summary>
    public EventPriority? Priority { get; init; }

    /// <summary>How long it is worth delivering; as long as the hub keeps messages when absent.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Who sends it: a module of one's own, or another word; one's own name when absent.</summary>
    public string? Sender { get; init; }

    /// <summary>Ties messages that belong together.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Chosen by the sender: sending the same id again sends once.</summary>
    public Guid? MessageId { get; init; }
}
