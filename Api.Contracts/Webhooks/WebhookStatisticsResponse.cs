namespace Nms.Contracts.Webhooks;

/// <summary>What a webhook has done since it was created.</summary>
/// <param name="Delivered">Deliveries that the receiver took.</param>
/// <param name="Failed">Attempts that failed.</param>
/// <param name="Retried">Attempts that were not the first of their event.</param>
/// <param name="DeadLettered">Events that became dead letters.</param>
/// <param name="Gaps">How often events had been purged from the log before they could be delivered; the receiver is told by webhook.gap.</param>
/// <param name="LastStatus">Status of the latest answer; null when the latest attempt got none.</param>
/// <param name="LastError">What was wrong with the latest attempt that failed.</param>
/// <param name="LastAttemptAt">When the latest attempt ended.</param>
/// <param name="LastDeliveredAt">When the latest delivery succeeded.</param>
/// <param name="LastLatencyMs">How long the latest answer took.</param>
public sealed record WebhookStatisticsResponse(
    long Delivered,
    long Failed,
    long Retried,
    long DeadLettered,
    long Gaps,
    int? LastStatus,
    string? LastError,
    DateTimeOffset? LastAttemptAt,
    DateTimeOffset? LastDeliveredAt,
    double? LastLatencyMs);
