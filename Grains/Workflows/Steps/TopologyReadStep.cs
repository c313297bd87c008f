using Nms.Access;
using Nms.Nodes;

namespace Nms.Workflows.Steps;

/// <summary>Reads what a project holds.</summary>
internal sealed class TopologyReadStep(IGrainFactory grains, StepAuthority authority) : StepKind(
    "topology.read",
    "Reads the nodes and links of a project, from the model or anew from GNS3.",
    StepSchema.Takes(StepSchema.Project, StepSchema.Flag("refresh", "Whether GNS3 is asked anew.").OrElse(false)),
    StepSchema.Gives(
        StepSchema.Project, StepSchema.Text("name", "Its name."), StepSchema.Count("node_count", "Its nodes."), StepSchema.Count("link_count", "Its links."),
        StepSchema.List(
            "nodes", "The nodes, 500 at most.",
            StepSchema.Id("node_id", "The node."), StepSchema.Text("name", "Its name."), StepSchema.Text("node_type", "Its type."), StepSchema.Text("status", "Its status.")),
        StepSchema.List(
            "links", "The links, 500 at most.",
            StepSchema.Id("link_id", "The link."), StepSchema.Texts("nodes", "The ids of the nodes at its ends.", 2), StepSchema.Flag("suspended", "Whether it is suspended."))))
{
    private const int MostTold = 500;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var projectId = inputs.Id("project_id");
        await authority.DemandAsync(attempt, projectId, Permissions.ProjectRead, cancellationToken);
        var topology = inputs.Flag("refresh", false)
            ? await grains.ProjectCommands(projectId).RefreshAsync(cancellationToken)
            : await grains.TopologyAsync(projectId, cancellationToken);
        return new
        {
            projectId,
            topology.Project.Name,
            NodeCount = topology.Nodes.Length,
            LinkCount = topology.Links.Length,
            Nodes = topology.Nodes.Take(MostTold).Select(node => new { node.Key.NodeId, node.Name, node.NodeType, Status = NodeLogic.Text(node.Status) }),
            Links = topology.Links.Take(MostTold).Select(link => new { link.LinkId, Nodes = link.Endpoints.Select(end => end.NodeId), link.Suspended }),
        };
    }
}
