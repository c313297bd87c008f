namespace Nms.Topology;

/// <summary>Compares the whole model with GNS3 when somebody asks for it. Stateless worker, key 0.</summary>
[Alias("Nms.Topology.ITopologyRefreshGrain")]
public interface ITopologyRefreshGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Reads every configured server again, all at once, and publishes one topology.changed of the platform with
    /// action topology_refresh and the counts. Differences found become their own events first.
    /// </summary>
    /// <exception cref="Gns3UnavailableException">No server could be read.</exception>
    [Alias("RefreshAllAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<TopologyRefresh> RefreshAllAsync(CancellationToken cancellationToken = default);
}
