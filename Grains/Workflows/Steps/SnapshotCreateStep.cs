using System.Collections.Immutable;
using System.Text.Json;
using Nms.Access;
using Nms.Discovery.Profiles;
using Nms.Nodes;
using Nms.Projects;

namespace Nms.Workflows.Steps;

/// <summary>Takes a snapshot of a project, once.</summary>
internal sealed class SnapshotCreateStep(IGrainFactory grains, StepAuthority authority, StepPatience patience) : StepKind(
    "snapshot.create",
    "Takes a snapshot of a project. GNS3 wants every node stopped for it: stop_nodes stops those that run, and starts them again.",
    StepSchema.Takes(
        StepSchema.Project,
        StepSchema.Text("name", "Its name, to which a key of the run is added: tried again, the step finds what it took before.", 200),
        StepSchema.Flag("stop_nodes", "Whether nodes that run are stopped for it and started again afterwards.").OrElse(false)),
    StepSchema.Gives(
        StepSchema.Project, StepSchema.Id("snapshot_id", "The snapshot."), StepSchema.Text("name", "Its name in GNS3."),
        StepSchema.Instant("created_at", "When it was taken.").OrNull(), StepSchema.Flag("found", "Whether an earlier attempt had taken it."),
        StepSchema.Texts("restarted", "Names of the nodes that were stopped for it and started again.", 2_000)))
{
    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var (projectId, stops) = (inputs.Id("project_id"), inputs.Flag("stop_nodes", false));
        var name = SnapshotNames.Of(inputs.Text("name", 200), attempt.StepKey);
        await authority.DemandAsync(attempt, projectId, Permissions.SnapshotManage, cancellationToken);
        var commands = grains.ProjectCommands(projectId);
        var stopped = stops ? await StopAsync(attempt, projectId, cancellationToken) : [];
        SnapshotDescription? known;
        SnapshotDescription taken;
        try
        {
            known = (await commands.ListSnapshotsAsync(cancellationToken)).FirstOrDefault(snapshot => snapshot.Name == name);
            taken = known ?? await patience.BeatWhileAsync(attempt, commands.CreateSnapshotAsync(name, cancellationToken), cancellationToken);
        }
        finally
        {
            // Taken or not, what ran goes on.
            await StartAsync(projectId, stopped);
        }

        return new { projectId, taken.SnapshotId, taken.Name, taken.CreatedAt, Found = known is not null, Restarted = stopped.Select(node => node.Name) };
    }

    private async Task<ImmutableArray<NodeSnapshot>> StopAsync(StepAttempt attempt, Guid projectId, CancellationToken cancellationToken)
    {
        await authority.DemandAsync(attempt, projectId, Permissions.NodeStop, cancellationToken);
        await authority.DemandAsync(attempt, projectId, Permissions.NodeStart, cancellationToken);
        var topology = await grains.TopologyAsync(projectId, cancellationToken);
        HashSet<Guid> before = attempt.Checkpoint is { ValueKind: JsonValueKind.Object } last && last.TryGetProperty("ran", out var ids) ? [.. ids.EnumerateArray().Select(id => id.GetGuid())] : [];
        ImmutableArray<NodeSnapshot> ran =
            [.. topology.Nodes.Where(node => !Gns3Findings.IsBuiltIn(node.NodeType) && (node.Status is NodeStatus.Started or NodeStatus.Suspended || before.Contains(node.Key.NodeId)))];

        // Said before it is done, so that whoever goes on after a crash knows what ran.
        await attempt.BeatAsync(0.1, ToJson(new { Ran = ran.Select(node => node.Key.NodeId) }));
        await BoundedFanOut.ForEachAsync(ran, 8, node => grains.NodeCommands(node.Key).StopAsync(cancellationToken));
        return ran;
    }

    private Task StartAsync(Guid projectId, ImmutableArray<NodeSnapshot> stopped) =>
        BoundedFanOut.ForEachAsync(stopped, 4, node => grains.NodeCommands(new NodeKey(projectId, node.Key.NodeId)).StartAsync(CancellationToken.None));
}
