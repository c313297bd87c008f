using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Events;

namespace Nms.Webhooks;

/// <summary>What the pumps of all webhooks share.</summary>
internal sealed class WebhookPumpServices(
    IGrainFactory grains,
    IEventFeed feed,
    IWebhookAudience audience,
    IWebhookSender sender,
    WebhookSecrets secrets,
    WebhookMeters meters,
    IOptions<WebhookOptions> options,
    IIdSource ids,
    TimeProvider time,
    Func<double> random,
    ILogger<WebhookPump> logger)
{
    public IGrainFactory Grains => grains;

    public IEventFeed Feed => feed;

    public IWebhookAudience Audience => audience;

    public WebhookMeters Meters => meters;

    public IIdSource Ids => ids;

    public TimeProvider Time => time;

    public Func<double> Random => random;

    public ILogger Logger => logger;

    public WebhookPolicy Policy { get; } = WebhookPolicy.Of(options.Value);

    public WebhookSecrets Secrets => secrets;

    /// <summary>Where a webhook sends to.</summary>
    public WebhookTarget TargetOf(Guid webhookId, WebhookState state, RecentDeliveries recent) => new(
        webhookId,
        state.Settings!,
        Secrets.Unprotect(state.Secret),
        state.FormerSecret is { } former ? Secrets.Unprotect(former) : null,
        state.FormerSecretUntil,
        sender, ids, time, recent);

    /// <summary>A pump that goes on where the state says; not started.</summary>
    public WebhookPump CreatePump(Guid webhookId, WebhookState state, RecentDeliveries recent) =>
        new(webhookId, TargetOf(webhookId, state, recent), state.Progress, this);
}
