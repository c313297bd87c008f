using Nms.Access;

namespace Nms.Workflows.Steps;

/// <summary>Finds whom a node can do harm to.</summary>
internal sealed class TopologyImpactStep(IGrainFactory grains, StepAuthority authority) : StepKind(
    "topology.impact",
    "Finds the links of a node that are not suspended, its neighbours, and every node that it reaches over the links of the drawing.",
    StepSchema.Takes(StepSchema.Project, StepSchema.Node),
    StepSchema.Gives(
        StepSchema.Project, StepSchema.Id("node_id", "The node."), StepSchema.Text("name", "Its name."), StepSchema.Text("status", "Its status."),
        StepSchema.List("links", "Its links, 500 at most.", StepSchema.Id("link_id", "The link.")),
        StepSchema.Texts("neighbours", "Names of the nodes at the other ends.", 500), StepSchema.Count("reachable_count", "Nodes that it reaches."),
        StepSchema.Texts("reachable", "Their names, 500 at most.", 500)))
{
    private const int MostTold = 500;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var projectId = inputs.Id("project_id");
        await authority.DemandAsync(attempt, projectId, Permissions.ProjectRead, cancellationToken);
        var topology = await grains.TopologyAsync(projectId, cancellationToken);
        var node = topology.Node(inputs.Text("node_id"));
        var links = ImpactLogic.LinksOf(topology, node.Key.NodeId);
        var reached = ImpactLogic.Reach(topology, node.Key.NodeId);
        var names = topology.Nodes.ToDictionary(one => one.Key.NodeId, one => one.Name);
        return new
        {
            projectId,
            node.Key.NodeId,
            node.Name,
            Status = Nodes.NodeLogic.Text(node.Status),
            Links = links.Take(MostTold).Select(link => new { link.LinkId }),
            Neighbours = links.SelectMany(link => link.Endpoints).Select(end => end.NodeId).Where(id => id != node.Key.NodeId).Distinct().Take(MostTold).Select(Name),
            ReachableCount = reached.Count,
            Reachable = reached.Select(Name).Order(StringComparer.Ordinal).Take(MostTold),
        };

        string Name(Guid id) => names.GetValueOrDefault(id, id.ToString());
    }
}
