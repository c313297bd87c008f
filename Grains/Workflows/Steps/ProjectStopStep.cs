using Nms.Access;
using Nms.Nodes;
using Nms.Projects;

namespace Nms.Workflows.Steps;

/// <summary>Stops all nodes of a project, which stays open.</summary>
internal sealed class ProjectStopStep(IGrainFactory grains, StepAuthority authority, StepPatience patience) : StepKind(
    "project.stop",
    "Stops all nodes of a project, which stays open. Fails when a node does not stop.",
    StepSchema.Takes(StepSchema.Project),
    StepSchema.Gives(
        StepSchema.Project,
        StepSchema.Count("total_nodes", "Nodes of the project."),
        StepSchema.Count("changed_nodes", "Nodes whose status is another one than before."),
        StepSchema.List(
            "nodes", "What became of each, 500 at most.",
            StepSchema.Id("node_id", "The node."), StepSchema.Text("name", "Its name."), StepSchema.Text("old_status", "Its status before."), StepSchema.Text("status", "Its status after."))))
{
    private const int MostTold = 500;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var projectId = inputs.Id("project_id");
        await authority.DemandAsync(attempt, projectId, Permissions.NodeStop, cancellationToken);
        var result = await patience.BeatWhileAsync(attempt, grains.ProjectCommands(projectId).ControlNodesAsync(NodesAction.Stop, cancellationToken), cancellationToken);
        if (result.Nodes.Where(node => node.Error is not null).ToList() is [var first, ..] failed)
        {
            throw new ConflictException("nodes_not_stopped", $"{failed.Count} of {result.Nodes.Length} nodes did not stop. {first.Name}: {first.Error}") { IsTransient = true };
        }

        return new
        {
            projectId,
            TotalNodes = result.Nodes.Length,
            ChangedNodes = result.Nodes.Count(node => node.OldStatus != node.NewStatus),
            Nodes = result.Nodes.Take(MostTold).Select(node => new { node.NodeId, node.Name, OldStatus = NodeLogic.Text(node.OldStatus), Status = NodeLogic.Text(node.NewStatus) }),
        };
    }
}
