using System.Collections.Immutable;
using Nms.Topology;

namespace Nms.Workflows.Steps;

/// <summary>Whom a node reaches over the links of a drawing. Pure.</summary>
internal static class ImpactLogic
{
    /// <summary>The links of a node that are not suspended.</summary>
    public static ImmutableArray<LinkSnapshot> LinksOf(ProjectTopology topology, Guid node) =>
        [.. topology.Links.Where(link => !link.Suspended && link.Endpoints.Any(end => end.NodeId == node))];

    /// <summary>Nodes that a node reaches over links that are not suspended, without itself.</summary>
    public static ImmutableHashSet<Guid> Reach(ProjectTopology topology, Guid node)
    {
        var ends = topology.Links.Where(link => !link.Suspended)
            .SelectMany(link => link.Endpoints.Select(end => (end.NodeId, Others: link.Endpoints.Select(other => other.NodeId))))
            .ToLookup(pair => pair.NodeId, pair => pair.Others);
        var reached = new HashSet<Guid> { node };
        for (var next = new Queue<Guid>([node]); next.TryDequeue(out var at);)
        {
            foreach (var other in ends[at].SelectMany(others => others).Where(reached.Add))
            {
                next.Enqueue(other);
            }
        }

        reached.Remove(node);
        return [.. reached];
    }
}
