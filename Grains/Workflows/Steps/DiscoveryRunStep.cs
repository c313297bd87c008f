using System.Text.Json;
using Nms.Access;
using Nms.Discovery;

namespace Nms.Workflows.Steps;

/// <summary>Runs a discovery of a project or of one node, and waits for its end.</summary>
internal sealed class DiscoveryRunStep(IGrainFactory grains, StepAuthority authority, TimeProvider time) : StepKind(
    "discovery.run",
    "Discovers a project or one node of it and waits for the end. A run of the same scope that is under way is joined.",
    StepSchema.Takes(
        StepSchema.Project,
        StepSchema.Text("node_id", "The node: its id or its name; without it, all nodes.").Optional(),
        StepSchema.Flag("console", "Whether consoles are opened.").OrElse(true),
        StepSchema.Flag("snmp", "Whether agents are asked.").OrElse(true),
        StepSchema.Flag("reachability", "Whether addresses are pinged and ports asked.").OrElse(true)),
    StepSchema.Gives(
        StepSchema.Project, StepSchema.Id("discovery_run_id", "The discovery run."), StepSchema.Word("status", "What became of it.", "completed", "partial"),
        StepSchema.Flag("joined", "Whether it was under way already."), StepSchema.Count("target_count", "What it looked at."),
        StepSchema.Count("completed_targets", "Targets whose profile is complete.")))
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(5);

    public override bool Waits => true;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var projectId = inputs.Id("project_id");
        await authority.DemandAsync(attempt, projectId, Permissions.DiscoveryRun, cancellationToken);
        var start = attempt is { Repeated: true, Checkpoint: { ValueKind: JsonValueKind.Object } last } && last.TryGetProperty("discovery_run_id", out var begun)
            ? new DiscoveryStart(begun.GetGuid(), Joined: last.GetProperty("joined").GetBoolean())
            : await StartAsync(attempt, inputs, projectId, cancellationToken);
        await attempt.BeatAsync(0, ToJson(new { DiscoveryRunId = start.RunId, start.Joined }));
        var run = await EndAsync(attempt, start.RunId, cancellationToken);
        return run.Status switch
        {
            DiscoveryRunStatus.Completed or DiscoveryRunStatus.Partial => new
            {
                projectId,
                DiscoveryRunId = run.RunId,
                Status = run.Status == DiscoveryRunStatus.Completed ? "completed" : "partial",
                start.Joined,
                TargetCount = run.Targets.Length,
                CompletedTargets = run.Targets.Count(target => target.Status == DiscoveryTargetStatus.Completed),
            },
            DiscoveryRunStatus.Cancelled => throw new ConflictException("discovery_cancelled", $"Discovery run {run.RunId:D} was cancelled."),
            _ => throw new ConflictException("discovery_failed", $"Discovery run {run.RunId:D} failed: {run.Error}"),
        };
    }

    private async Task<DiscoveryStart> StartAsync(StepAttempt attempt, StepInputs inputs, Guid projectId, CancellationToken cancellationToken)
    {
        var nodeId = inputs.TextOrNull("node_id") is { } named ? (await grains.TopologyAsync(projectId, cancellationToken)).Node(named).Key.NodeId : (Guid?)null;
        var request = new DiscoveryRequest
        {
            Scope = new DiscoveryScope { ProjectId = projectId, NodeId = nodeId },
            Options = new DiscoveryRunOptions
            {
                IncludeConsole = inputs.Flag("console", true),
                IncludeSnmp = inputs.Flag("snmp", true),
                IncludePerformance = inputs.Flag("snmp", true),
                IncludeReachability = inputs.Flag("reachability", true),
                IncludeTopology = true,
                IncludeConfiguration = true,
            },
            RequestedBy = attempt.RequestedBy,
        };
        return await grains.Discovery().StartAsync(request, cancellationToken);
    }

    private async Task<DiscoveryRunSnapshot> EndAsync(StepAttempt attempt, Guid runId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var began = time.GetTimestamp();
            var run = await grains.DiscoveryRun(runId).WaitAsync(s_look, cancellationToken);
            if (run.Status != DiscoveryRunStatus.Running)
            {
                return run;
            }

            await attempt.BeatAsync(run.Targets.Length == 0 ? null : (double)run.Done / run.Targets.Length, null);
            if (s_look - time.GetElapsedTime(began) is var rest && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, time, cancellationToken);
            }
        }
    }
}
