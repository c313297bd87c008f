using Orleans.Concurrency;

namespace Nms.Discovery;

/// <summary>
/// One discovery run. Its one activation in the cluster is the lease of the work; what was done is kept step by step, so that another
/// silo goes on when this one dies. Key: the run's id. Begun through <see cref="IDiscoveryDirectoryGrain"/>.
/// </summary>
[Alias("Nms.Discovery.IDiscoveryRunGrain")]
public interface IDiscoveryRunGrain : IGrainWithGuidKey
{
    /// <summary>Begins it. For the directory only. Idempotent.</summary>
    [Alias("StartAsync")]
    Task StartAsync(DiscoveryRequest request, Guid? previousRunId, CancellationToken cancellationToken = default);

    /// <summary>Makes sure that it goes on when it is not over. Idempotent; called again and again from every silo.</summary>
    [Alias("EnsureRunningAsync")]
    Task EnsureRunningAsync(CancellationToken cancellationToken = default);

    /// <summary>How it is at this moment; null when there is none of this id, or it is kept no more.</summary>
    [Alias("FindAsync"), AlwaysInterleave]
    ValueTask<DiscoveryRunSnapshot?> FindAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits until it has ended, or for so long, and tells how it is then.</summary>
    /// <exception cref="NotFoundException">discovery_run_not_found.</exception>
    [Alias("WaitAsync"), AlwaysInterleave, ResponseTimeout("00:02:00")]
    Task<DiscoveryRunSnapshot> WaitAsync(TimeSpan most, CancellationToken cancellationToken = default);

    /// <summary>Ends it; what was found stays. Idempotent.</summary>
    /// <exception cref="NotFoundException">discovery_run_not_found.</exception>
    [Alias("CancelAsync")]
    Task<DiscoveryRunSnapshot> CancelAsync(string by, CancellationToken cancellationToken = default);

    /// <summary>Forgets it. For the directory only.</summary>
    [Alias("ForgetAsync")]
    Task ForgetAsync(CancellationToken cancellationToken = default);
}
