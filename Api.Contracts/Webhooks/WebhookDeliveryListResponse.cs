namespace Nms.Contracts.Webhooks;

/// <summary>The latest attempts of a webhook, the newest first.</summary>
/// <param name="Deliveries">One page of them.</param>
public sealed record WebhookDeliveryListResponse(IReadOnlyList<WebhookDeliveryResponse> Deliveries) : Page;
