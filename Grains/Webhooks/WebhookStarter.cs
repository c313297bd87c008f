using Microsoft.Extensions.Logging;

namespace Nms.Webhooks;

/// <summary>
/// Makes sure, from every silo and every few seconds, that each webhook lives somewhere: when the silo that delivered is gone,
/// another takes over as soon as the cluster knows.
/// </summary>
internal sealed class WebhookStarter(IGrainFactory grains, TimeProvider time, ILogger<WebhookStarter> logger) : SiloWork(time, logger)
{
    private const int FanOut = 8;

    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(5);

    protected override Task RunAsync() => RepeatAsync("webhooks", s_period, s_period, async () =>
        await BoundedFanOut.ForEachAsync(
            await grains.Webhooks().ListIdsAsync(Stopped), FanOut, id => TryAsync($"webhook {id}", () => grains.Webhook(id).EnsureRunningAsync(Stopped))));
}
