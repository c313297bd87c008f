using System.Text.Json;
using Nms.Contracts.Events;

namespace Nms.Contracts.Messaging;

/// <summary>One message to one module.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="Sender">Who says he sent it.</param>
/// <param name="Target">The module it is for.</param>
/// <param name="MessageType">What it is about.</param>
/// <param name="Priority">Urgency.</param>
/// <param name="Data">Its content.</param>
/// <param name="Timestamp">When it was accepted.</param>
/// <param name="ExpiresAt">When it is too late to deliver it.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="RetryCount">Deliveries that failed.</param>
/// <param name="DueAt">When it is tried again.</param>
/// <param name="LeaseEndsAt">Until when the module has to acknowledge it.</param>
/// <param name="CorrelationId">Ties messages that belong together.</param>
/// <param name="ReplyTo">The module that gets the response.</param>
/// <param name="Broadcast">Sent to several modules at once.</param>
/// <param name="ResponseData">What the module answered.</param>
/// <param name="ErrorMessage">Why the latest delivery failed.</param>
/// <param name="FinishedAt">When it was acknowledged or given up.</param>
public sealed record MessageResponse(
    Guid MessageId,
    string Sender,
    string Target,
    MessageType MessageType,
    EventPriority Priority,
    JsonElement Data,
    DateTimeOffset Timestamp,
    DateTimeOffset ExpiresAt,
    MessageStatus Status,
    int RetryCount,
    DateTimeOffset? DueAt,
    DateTimeOffset? LeaseEndsAt,
    string? CorrelationId,
    string? ReplyTo,
    bool Broadcast,
    JsonElement? ResponseData,
    string? ErrorMessage,
    DateTimeOffset? FinishedAt);
