using System.Text.Json;
using Nms.Access;

namespace Nms.Workflows.Steps;

/// <summary>Puts a project back to a snapshot.</summary>
internal sealed class SnapshotRestoreStep(IGrainFactory grains, StepAuthority authority, StepPatience patience) : StepKind(
    "snapshot.restore",
    "Puts a project back to a snapshot. Its nodes are stopped afterwards and may have new ids; steps find them by their former ids and by their names.",
    StepSchema.Takes(StepSchema.Project, StepSchema.Id("snapshot_id", "The snapshot.")),
    StepSchema.Gives(
        StepSchema.Project, StepSchema.Id("snapshot_id", "The snapshot."), StepSchema.Count("node_count", "Nodes of the project after it."), StepSchema.Count("link_count", "Links of the project after it."),
        StepSchema.List(
            "nodes", "The nodes after it, 500 at most.",
            StepSchema.Id("node_id", "The node."), StepSchema.Text("name", "Its name."), StepSchema.Id("previous_id", "The id it had before, when it is a new one.").OrNull())))
{
    private const int MostTold = 500;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var (projectId, snapshotId) = (inputs.Id("project_id"), inputs.Id("snapshot_id"));
        await authority.DemandAsync(attempt, projectId, Permissions.SnapshotManage, cancellationToken);
        var isDone = attempt.Checkpoint is { ValueKind: JsonValueKind.Object } last && last.TryGetProperty("restored", out _);
        var topology = isDone
            ? await grains.TopologyAsync(projectId, cancellationToken)
            : await patience.BeatWhileAsync(attempt, grains.ProjectCommands(projectId).RestoreSnapshotAsync(snapshotId, cancellationToken), cancellationToken);
        await attempt.BeatAsync(1, ToJson(new { Restored = snapshotId }));
        return new
        {
            projectId,
            snapshotId,
            NodeCount = topology.Nodes.Length,
            LinkCount = topology.Links.Length,
            Nodes = topology.Nodes.Take(MostTold).Select(node => new { node.Key.NodeId, node.Name, PreviousId = node.PreviousIds is [.., var previous] ? previous : (Guid?)null }),
        };
    }
}
