using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Nms.Events;
using Orleans.Concurrency;

namespace Nms.Topology;

/// <summary>Has every server read again and says how much there is. Holds nothing, so any silo does it.</summary>
[GrainType("nms.topology-refresh"), StatelessWorker]
internal sealed class TopologyRefreshGrain(EventPublisher publisher, TimeProvider time) : Grain, ITopologyRefreshGrain
{
    public async Task<TopologyRefresh> RefreshAllAsync(CancellationToken cancellationToken)
    {
        var servers = await GrainFactory.Projects().ListServersAsync(cancellationToken);
        var outcomes = await Task.WhenAll(servers.Select(server => RefreshAsync(server, cancellationToken)));
        var failures = outcomes.Where(outcome => outcome.Failure is not null).ToImmutableDictionary(outcome => outcome.Server, outcome => outcome.Failure!);
        if (failures.Count == servers.Length && outcomes is [var first, .. var others])
        {
            if (others is [])
            {
                ExceptionDispatchInfo.Throw(first.Failure!);
            }

            throw new Gns3UnavailableException("gns3_unreachable", "No GNS3 server could be read. " + string.Join(" ", outcomes.Select(outcome => outcome.Failure!.Message)))
            {
                IsTransient = true,
            };
        }

        var projects = await GrainFactory.Projects().ListAsync(cancellationToken);
        var (nodes, links) = (projects.Sum(project => project.NodeCount), projects.Sum(project => project.LinkCount));
        await publisher.AppendAsync(publisher.Stamp([TopologyEvents.Refreshed(projects.Length, nodes, links)]), cancellationToken);
        return new TopologyRefresh(
            projects.Length, nodes, links, time.GetUtcNow(), failures.ToImmutableDictionary(failure => failure.Key, failure => failure.Value.Message));
    }

    /// <summary>One server that is down does not keep the others from being read.</summary>
    private async Task<(string Server, Exception? Failure)> RefreshAsync(string server, CancellationToken cancellationToken)
    {
        try
        {
            await GrainFactory.Gns3Server(server).RefreshAsync(cancellationToken);
            return (server, null);
        }
        catch (Exception exception) when (exception is NmsException or TimeoutException)
        {
            return (server, exception);
        }
    }
}
