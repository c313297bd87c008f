using System.Text.Json;
using Nms.Access;
using Nms.Nodes;

namespace Nms.Workflows.Steps;

/// <summary>One command on one node, which is done when the node shows it.</summary>
internal sealed class NodeCommandStep : StepKind
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    private readonly IGrainFactory _grains;
    private readonly StepAuthority _authority;
    private readonly StepPatience _patience;
    private readonly string _permission;
    private readonly Func<INodeCommandsGrain, StepAttempt, CancellationToken, Task<NodeCommandResult>> _act;
    private readonly Func<NodeStatus, bool> _wanted;

    private NodeCommandStep(
        string name,
        string description,
        string permission,
        Func<NodeStatus, bool> wanted,
        Func<INodeCommandsGrain, StepAttempt, CancellationToken, Task<NodeCommandResult>> act,
        IServiceProvider services)
        : base(
            name,
            description,
            StepSchema.Takes(StepSchema.Project, StepSchema.Node, StepSchema.Span("timeout", "How long the node may take to show it.").OrElse("1m")),
            StepSchema.Gives(
                StepSchema.Project, StepSchema.Id("node_id", "The node."), StepSchema.Text("name", "Its name."),
                StepSchema.Text("old_status", "Its status before."), StepSchema.Text("status", "Its status now, as GNS3 shows it."),
                StepSchema.Flag("changed", "Whether the status is another one than before.")))
    {
        (_grains, _authority, _patience) = services.ForSteps();
        (_permission, _wanted, _act) = (permission, wanted, act);
    }

    public static NodeCommandStep Start(IServiceProvider services) => new(
        "node.start", "Starts a node; a started one is left alone. Done when GNS3 shows it started, which is before it has booted: see node.wait_ready.",
        Permissions.NodeStart, status => status == NodeStatus.Started, (node, _, cancelled) => node.StartAsync(cancelled), services);

    public static NodeCommandStep Stop(IServiceProvider services) => new(
        "node.stop", "Stops a node; a stopped one is left alone.",
        Permissions.NodeStop, status => status == NodeStatus.Stopped, (node, _, cancelled) => node.StopAsync(cancelled), services);

    public static NodeCommandStep Suspend(IServiceProvider services) => new(
        "node.suspend", "Suspends a node; an emulator that cannot suspend stops. VPCS ignores it, which fails the step.",
        Permissions.NodeStop, status => status is NodeStatus.Suspended or NodeStatus.Stopped, (node, _, cancelled) => node.SuspendAsync(cancelled), services);

    public static NodeCommandStep Restart(IServiceProvider services) => new(
        "node.restart", "Stops a node, waits until it is stopped, and starts it. Tried again after the stop, it only starts.",
        Permissions.NodeReload, status => status == NodeStatus.Started, RestartAsync, services);

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var (projectId, named, most) = (inputs.Id("project_id"), inputs.Text("node_id"), inputs.Span("timeout", TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)));
        await _authority.DemandAsync(attempt, projectId, _permission, cancellationToken);
        var key = (await _grains.TopologyAsync(projectId, cancellationToken)).Node(named).Key;
        var result = await _patience.BeatWhileAsync(attempt, _act(_grains.NodeCommands(key), attempt, cancellationToken), cancellationToken);
        var node = await ReachAsync(attempt, result.Node, most, cancellationToken);
        return new
        {
            projectId,
            node.Key.NodeId,
            node.Name,
            OldStatus = NodeLogic.Text(result.OldStatus),
            Status = NodeLogic.Text(node.Status),
            Changed = result.OldStatus != node.Status,
        };
    }

    private async Task<NodeSnapshot> ReachAsync(StepAttempt attempt, NodeSnapshot node, TimeSpan most, CancellationToken cancellationToken)
    {
        if (_wanted(node.Status))
        {
            return node;
        }

        // The command waited a moment already; a slow emulator shows it later.
        return await _patience.UntilAsync(
            attempt, most, s_look, async () => await _grains.Node(node.Key).GetAsync(cancellationToken) is var now && _wanted(now.Status) ? now : null, cancellationToken)
            ?? throw new NmsTimeoutException(
                "node_status_not_reached", $"{node.Name} was told {Name}, and {most.TotalSeconds:0.#} seconds later it is {NodeLogic.Text((await _grains.Node(node.Key).GetAsync(cancellationToken)).Status)}.")
            {
                IsTransient = true,
            };
    }

    private static async Task<NodeCommandResult> RestartAsync(INodeCommandsGrain node, StepAttempt attempt, CancellationToken cancellationToken)
    {
        // What was stopped by this step is not stopped again, though it was started meanwhile.
        if (attempt.Checkpoint is { ValueKind: JsonValueKind.Object } before && before.TryGetProperty("stopped", out var was))
        {
            return await node.StartAsync(cancellationToken) with { OldStatus = Enum.Parse<NodeStatus>(was.GetString()!) };
        }

        var stopped = await node.StopAsync(cancellationToken);
        if (stopped.Node.Status != NodeStatus.Stopped)
        {
            throw new ConflictException("node_busy", $"{stopped.Node.Name} is still {NodeLogic.Text(stopped.Node.Status)}.") { IsTransient = true };
        }

        await attempt.BeatAsync(0.5, ToJson(new { Stopped = $"{stopped.OldStatus}" }));
        return await node.StartAsync(cancellationToken) with { OldStatus = stopped.OldStatus };
    }
}
