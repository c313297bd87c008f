namespace Nms.Contracts.Webhooks;

/// <summary>The dead letters of a webhook, the oldest first.</summary>
/// <param name="DeadLetters">One page of them.</param>
/// <param name="Dropped">How many were removed to make room for younger ones.</param>
public sealed record WebhookDeadLetterListResponse(IReadOnlyList<WebhookDeadLetterResponse> DeadLetters, long Dropped) : Page;
