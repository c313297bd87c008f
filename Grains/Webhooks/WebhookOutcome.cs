namespace Nms.Webhooks;

/// <summary>How an attempt ended. Failures are values: in a network they are the news.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Status">What the receiver answered; null when it did not.</param>
/// <param name="Error">What was wrong, in words; null when nothing was.</param>
/// <param name="RetryAfter">How long the receiver asks to be left alone; null when it does not.</param>
/// <param name="Latency">How long it took.</param>
internal sealed record WebhookOutcome(WebhookOutcomeKind Kind, int? Status, string? Error, TimeSpan? RetryAfter, TimeSpan Latency)
{
    public bool IsDelivered => Kind == WebhookOutcomeKind.Delivered;
}

/// <summary>What an answer, or none, means.</summary>
internal enum WebhookOutcomeKind
{
    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>The receiver answered, and did not take it.</summary>
    Refused,

    /// <summary>The receiver did not answer, or said "not now".</summary>
    Unavailable,

    /// <summary>The receiver wants nothing any more.</summary>
    Gone,
}
