namespace Nms.Webhooks;

/// <summary>What follows from an attempt.</summary>
/// <param name="Next">How far the webhook is after it.</param>
/// <param name="Dead">What became a dead letter, or null.</param>
/// <param name="Disable">Why the webhook is to be disabled, or null.</param>
internal sealed record WebhookStep(WebhookProgress Next, WebhookDeadLetter? Dead, string? Disable);

/// <summary>What to do next.</summary>
/// <param name="Waiting">Something set aside that may be tried now.</param>
/// <param name="TakesNew">Whether an event that was not tried yet may be tried now.</param>
/// <param name="PrefersNew">Whether that comes first.</param>
/// <param name="Until">When to look again; null when only news change anything.</param>
internal readonly record struct WebhookTurn(WaitingDelivery? Waiting, bool TakesNew, bool PrefersNew, DateTimeOffset? Until);
