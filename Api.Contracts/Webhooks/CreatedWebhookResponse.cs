namespace Nms.Contracts.Webhooks;

/// <summary>A webhook with a secret that was just made.</summary>
/// <param name="Secret">What its deliveries are signed with; shown this once.</param>
/// <param name="Webhook">The webhook.</param>
public sealed record CreatedWebhookResponse(string Secret, WebhookResponse Webhook);
