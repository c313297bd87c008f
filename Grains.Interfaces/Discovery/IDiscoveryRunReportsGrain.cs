namespace Nms.Discovery;

/// <summary>
/// What the worker of a run reports to the grain whose activation is its lease: the same grain as <see cref="IDiscoveryRunGrain"/>.
/// Nobody else calls it. Each call names the worker; false means that it has a successor, or that the run is over: it stops.
/// </summary>
[Alias("Nms.Discovery.IDiscoveryRunReportsGrain")]
public interface IDiscoveryRunReportsGrain : IGrainWithGuidKey
{
    /// <summary>Takes what was done since the last report: targets that were found or are further than before.</summary>
    [Alias("ReportAsync")]
    Task<bool> ReportAsync(Guid worker, DiscoveryReport report, CancellationToken cancellationToken = default);

    /// <summary>Takes the end of the work; an error when it could not be carried out.</summary>
    [Alias("CompleteAsync")]
    Task<bool> CompleteAsync(Guid worker, string? error, DiscoveryComparison? comparison, CancellationToken cancellationToken = default);
}
