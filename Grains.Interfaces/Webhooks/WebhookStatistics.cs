namespace Nms.Webhooks;

/// <summary>What a webhook has done since it was created.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Webhooks.WebhookStatistics")]
public sealed record WebhookStatistics
{
    /// <summary>Deliveries that the receiver took.</summary>
    [Id(0)] public long Delivered { get; init; }

    /// <summary>Attempts that failed.</summary>
    [Id(1)] public long Failed { get; init; }

    /// <summary>Attempts that were not the first of their event.</summary>
    [Id(2)] public long Retried { get; init; }

    /// <summary>Events that became dead letters.</summary>
    [Id(3)] public long DeadLettered { get; init; }

    /// <summary>How often events had been purged from the log before they could be delivered; the receiver is told by webhook.gap.</summary>
    [Id(4)] public long Gaps { get; init; }

    /// <summary>Status of the latest answer; null when the latest attempt got none.</summary>
    [Id(5)] public int? LastStatus { get; init; }

    /// <summary>What was wrong with the latest attempt that failed.</summary>
    [Id(6)] public string? LastError { get; init; }

    /// <summary>When the latest attempt ended.</summary>
    [Id(7)] public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>When the latest delivery succeeded.</summary>
    [Id(8)] public DateTimeOffset? LastDeliveredAt { get; init; }

    /// <summary>How long the latest answer took.</summary>
    [Id(9)] public TimeSpan? LastLatency { get; init; }
}
