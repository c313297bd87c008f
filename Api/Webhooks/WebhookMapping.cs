using System.Collections.Immutable;
using Nms.Api.Events;
using Nms.Contracts.Events;
using Nms.Contracts.Webhooks;
using Nms.Webhooks;
using WireStatus = Nms.Contracts.Webhooks.WebhookStatus;

namespace Nms.Api.Webhooks;

/// <summary>Webhooks as JSON shows them.</summary>
internal static class WebhookMapping
{
    public static WebhookResponse ToResponse(this WebhookSnapshot webhook) => new(
        webhook.Id,
        webhook.Name,
        webhook.Url,
        webhook.OwnerId,
        webhook.OwnerName,
        List(webhook.Query.Types),
        webhook.Query.MinimumPriority.ToWire(),
        List(webhook.Query.Projects),
        List(webhook.Query.Nodes),
        List(webhook.Query.Sources),
        List(webhook.Query.Subscriptions),
        webhook.Ordered,
        webhook.Enabled,
        ToWire(webhook.Status),
        webhook.Reason,
        webhook.PausedUntil,
        webhook.FailingSince,
        webhook.Cursor.ToString(),
        webhook.Waiting,
        ToResponse(webhook.Statistics),
        webhook.SecretCreatedAt,
        webhook.FormerSecretUntil,
        webhook.CreatedAt,
        webhook.ChangedAt);

    public static WebhookDeliveryResponse ToResponse(this WebhookDelivery delivery) => new(
        delivery.DeliveryId, delivery.EventId, delivery.Type, delivery.Sequence, delivery.Attempt, delivery.At,
        delivery.Delivered, delivery.Status, delivery.Error, delivery.Latency.TotalMilliseconds);

    public static WebhookDeadLetterResponse ToResponse(this WebhookDeadLetter letter, EventMessage? e) => new(
        letter.EventId, letter.Type, letter.Sequence, letter.Attempts, letter.Reason, letter.Status, letter.FirstAttemptAt, letter.DiedAt, e);

    /// <summary>What somebody sets of a webhook: what the audit log compares.</summary>
    public static object ToSettings(this WebhookSnapshot webhook)
    {
        var shown = webhook.ToResponse();
        return new
        {
            shown.Name,
            shown.Url,
            shown.OwnerId,
            shown.Types,
            shown.Priority,
            shown.ProjectId,
            shown.NodeId,
            shown.Source,
            shown.Subscriptions,
            shown.Ordered,
            shown.Enabled,
        };
    }

    private static WebhookStatisticsResponse ToResponse(WebhookStatistics statistics) => new(
        statistics.Delivered, statistics.Failed, statistics.Retried, statistics.DeadLettered, statistics.Gaps,
        statistics.LastStatus, statistics.LastError, statistics.LastAttemptAt, statistics.LastDeliveredAt, statistics.LastLatency?.TotalMilliseconds);

    private static WireStatus ToWire(Nms.Webhooks.WebhookStatus status) => status switch
    {
        Nms.Webhooks.WebhookStatus.Active => WireStatus.Active,
        Nms.Webhooks.WebhookStatus.Paused => WireStatus.Paused,
        Nms.Webhooks.WebhookStatus.Withheld => WireStatus.Withheld,
        _ => WireStatus.Disabled,
    };

    private static ImmutableArray<T> List<T>(ImmutableArray<T> entries) => entries.IsDefault ? [] : entries;
}
