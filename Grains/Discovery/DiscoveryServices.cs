using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Discovery.Networks;
using Nms.Discovery.Profiles;

namespace Nms.Discovery;

/// <summary>What runs need, whatever they look at.</summary>
internal sealed class DiscoveryServices(
    IGrainFactory grains,
    NodeProfiler profiler,
    LabSweep sweep,
    NetworkServices network,
    IOptions<DiscoveryOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DiscoveryWorker> logger)
{
    public IGrainFactory Grains => grains;

    public NodeProfiler Profiler => profiler;

    public LabSweep Sweep => sweep;

    public DiscoveryOptions Options => options.Value;

    public TimeProvider Time => time;

    public ILogger<DiscoveryWorker> Logger => logger;

    /// <summary>Cancelled when the silo begins to stop.</summary>
    public CancellationToken SiloStops => lifetime.ApplicationStopping;

    public DiscoveryWorker CreateWorker(IDiscoveryRunReportsGrain reports, DiscoveryRunSnapshot run, Guid? previousRunId) => new(this, reports, run, previousRunId);

    public NetworkRun CreateNetworkRun(DiscoveryRunSnapshot run, RunReporter reporter) => new(network, this, run, reporter);
}
