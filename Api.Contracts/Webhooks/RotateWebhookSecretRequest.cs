namespace Nms.Contracts.Webhooks;

/// <summary>How to replace the secret of a webhook.</summary>
/// <param name="OverlapSeconds">How long the present secret signs too, 0 to 604,800; 86,400 when left out.</param>
public sealed record RotateWebhookSecretRequest(int? OverlapSeconds = null);
