namespace Nms.Contracts.Webhooks;

/// <summary>Webhooks, the oldest first.</summary>
/// <param name="Webhooks">One page of them.</param>
public sealed record WebhookListResponse(IReadOnlyList<WebhookResponse> Webhooks) : Page;
