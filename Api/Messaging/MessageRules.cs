using System.Text;
using System.Text.Json;
using Nms.Api.Errors;
using Nms.Api.Events;
using Nms.Api.Modules;
using Nms.Contracts.Messaging;
using Nms.Messaging;
using Nms.Modules;

namespace Nms.Api.Messaging;

/// <summary>What requests about messages must look like. Names every wrong field.</summary>
internal static class MessageRules
{
    /// <summary>The largest content of a message.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>Messages of one request.</summary>
    public const int MostMessages = 500;

    private const int LongestError = 1_000;
    private static readonly TimeSpan s_longestLife = TimeSpan.FromDays(30);

    public static void Check(SendMessageRequest request, FieldErrors errors)
    {
        CheckContent(request, errors);
        ModuleRules.CheckName(errors, "target", request.Target);
        errors.When(request.ReplyTo is not null && !ModuleNames.TryNormalise(request.ReplyTo, out _), "reply_to", ModuleNames.Shape);
    }

    public static void Check(SendMessagesRequest request, FieldErrors errors)
    {
        errors
            .When(request.Messages is null or { Count: 0 }, "messages", "is required")
            .When(request.Messages?.Count > MostMessages, "messages", $"must be at most {MostMessages}");
        foreach (var (i, message) in (request.Messages ?? []).Take(MostMessages).Index())
        {
            var wrong = new FieldErrors();
            Check(message ?? new SendMessageRequest(), wrong);
            errors.AddAll($"messages[{i}].", wrong);
        }
    }

    /// <summary>A message whose sender waits for the answer.</summary>
    public static void CheckRequest(SendMessageRequest request, FieldErrors errors)
    {
        errors.When(
            request.TimeoutSeconds is { } seconds && !(seconds > 0 && seconds <= InboxWaits.Most.TotalSeconds),
            "timeout_seconds", $"must be above 0 and at most {InboxWaits.Most.TotalSeconds}");
        Check(request, errors);
    }

    public static void Check(BroadcastRequest request, FieldErrors errors)
    {
        CheckContent(request, errors);
        errors.Optional("capability", request.Capability, longest: 64);
    }

    public static void CheckContent(OutgoingMessage message, FieldErrors errors)
    {
        errors
            .Optional("sender", message.Sender)
            .Optional("correlation_id", message.CorrelationId)
            .When(message.MessageId == Guid.Empty, "message_id", "must not be the empty UUID")
            .When(message.TimeoutSeconds is { } seconds && !(seconds > 0 && seconds <= s_longestLife.TotalSeconds), "timeout_seconds", "must be above 0 and at most 30 days");
        CheckObject(errors, "data", message.Data);
    }

    /// <summary>A message that passed.</summary>
    public static MessageDraft Draft(OutgoingMessage message, string sender, string sentBy, string? replyTo = null) => new()
    {
        MessageId = message.MessageId,
        Sender = sender,
        SentBy = sentBy,
        Type = message.MessageType?.FromWire() ?? Nms.Messaging.MessageType.Notification,
        Priority = message.Priority?.FromWire() ?? Nms.Events.EventPriority.Normal,
        DataJson = message.Data?.GetRawText() ?? "{}",
        Lifetime = message.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        CorrelationId = message.CorrelationId,
        ReplyTo = replyTo,
    };

    public static void Check(AcknowledgeRequest request, FieldErrors errors)
    {
        errors
            .When(request is { MessageIds: null, Responses: null, Rejected: null }, "message_ids", "is required")
            .When((request.MessageIds?.Count ?? 0) + (request.Responses?.Count ?? 0) + (request.Rejected?.Count ?? 0) > MostMessages, "message_ids", $"must be at most {MostMessages}");
        foreach (var (id, response) in (request.Responses ?? new Dictionary<Guid, JsonElement>()).Take(MostMessages))
        {
            CheckObject(errors, $"responses.{id}", response);
        }

        for (var i = 0; i < Math.Min(request.Rejected?.Count ?? 0, MostMessages); i++)
        {
            errors
                .Required($"rejected[{i}].message_id", request.Rejected![i]?.MessageId)
                .Required($"rejected[{i}].error", request.Rejected[i]?.Error, LongestError);
        }
    }

    public static void Check(DeadLettersRequest request, FieldErrors errors) => errors
        .When(request.MessageIds?.Count > MostMessages, "message_ids", $"must be at most {MostMessages}")
        .When(request.MessageIds?.Count == 0, "message_ids", "must not be empty; leave it out for all of them");

    private static void CheckObject(FieldErrors errors, string field, JsonElement? value) => errors
        .When(value is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined) }, field, "must be an object")
        .When(value is { ValueKind: JsonValueKind.Object } given && Encoding.UTF8.GetByteCount(given.GetRawText()) > MostBytes, field, $"must be at most {MostBytes} bytes");
}
