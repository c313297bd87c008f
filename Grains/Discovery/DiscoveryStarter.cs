using Microsoft.Extensions.Logging;

namespace Nms.Discovery;

/// <summary>
/// Makes sure, from every silo and every few seconds, that each run that is not over lives somewhere, and that schedules run: when the
/// silo that worked is gone, another takes over as soon as the cluster knows.
/// </summary>
internal sealed class DiscoveryStarter(IGrainFactory grains, TimeProvider time, ILogger<DiscoveryStarter> logger) : SiloWork(time, logger)
{
    private const int FanOut = 8;

    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(5);

    protected override Task RunAsync() => RepeatAsync("discovery runs", s_period, s_period, async () =>
    {
        await BoundedFanOut.ForEachAsync(
            await grains.Discovery().ListActiveAsync(Stopped), FanOut, id => TryAsync($"discovery run {id}", () => grains.DiscoveryRun(id).EnsureRunningAsync(Stopped)));
        await grains.Discovery().RunDueAsync(Stopped);
    });
}
