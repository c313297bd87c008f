using System.Text.Json;
using Nms.Events;
using Nms.Messaging;
using Nms.Webhooks;

namespace Nms.Modules;

/// <summary>How messages look that are pushed to a module, and how long one waits for a module that does not answer. Pure.</summary>
internal static class ModulePushLogic
{
    /// <summary>The longest pause between two attempts at a module that does not answer.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>There was nothing to send.</summary>
    public static WebhookOutcome Nothing { get; } = new(WebhookOutcomeKind.Delivered, Status: null, Error: null, RetryAfter: null, TimeSpan.Zero);

    /// <summary>Whether messages of a module are pushed to it.</summary>
    public static bool Pushes(ModuleRegistration module) => module is { Delivery: ModuleDelivery.Webhook, BuiltIn: false };

    /// <summary>None after an answer; after silence the first wait of the retries, doubled with each further one.</summary>
    public static TimeSpan Pause(TimeSpan first, int failures) =>
        failures == 0 ? TimeSpan.Zero
        : first * Math.Pow(2, Math.Min(failures, 20) - 1) is var pause && pause < LongestPause ? pause
        : LongestPause;

    /// <summary>The message as REST shows it, in the envelope of all webhooks.</summary>
    public static byte[] Body(HubMessage message) => WebhookBody.Of("hub_message", message.CreatedAt, EventData.Write(json =>
    {
        json.WriteString("message_id", message.MessageId);
        json.WriteString("sender", message.Sender);
        json.WriteString("target", message.Inbox);
        json.WriteString("message_type", JsonNamingPolicy.SnakeCaseLower.ConvertName(message.Type.ToString()));
        json.WriteString("priority", EventMeters.PriorityText(message.Priority));
        json.WritePropertyName("data");
        json.WriteRawValue(message.DataJson, skipInputValidation: true);
        json.WriteString("timestamp", message.CreatedAt);
        json.WriteString("expires_at", message.ExpiresAt);
        json.WriteNumber("retry_count", message.Attempts);
        json.WriteString("correlation_id", message.CorrelationId);
        json.WriteString("reply_to", message.ReplyTo);
        json.WriteBoolean("broadcast", message.Broadcast);
    }));
}
