namespace Nms.Webhooks;

/// <summary>A webhook with a secret that was just made, and is shown this once.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">What its deliveries are signed with, whsec_ and base64.</param>
[GenerateSerializer, Immutable, Alias("Nms.Webhooks.CreatedWebhook")]
public sealed record CreatedWebhook([property: Id(0)] WebhookSnapshot Webhook, [property: Id(1)] string Secret)
{
    /// <summary>Leaves the secret out.</summary>
    public override string ToString() => $"Webhook {Webhook.Name} ({Webhook.Id})";
}
