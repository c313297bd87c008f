using Nms.Access;
using Nms.Nodes;
using Nms.Topology;

namespace Nms.Workflows.Steps;

/// <summary>Starts nodes wave by wave, no more booting at a time than there may be, each until it is up.</summary>
internal sealed class NodesStarter(IGrainFactory grains, StepAuthority authority, StepPatience patience, NodeReadiness readiness)
{
    private const int MostNodes = 2_000;
    private const int MostWaves = 50;

    /// <summary>Outputs are bounded: what becomes of more nodes is counted, and told of those that failed first.</summary>
    private const int MostTold = 500;

    private static readonly TimeSpan s_statusPatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    /// <summary>What both kinds take beside the nodes.</summary>
    public static IEnumerable<StepField> Takes { get; } =
    [
        StepSchema.TextLists("waves", "Nodes by id or name, wave by wave: one begins when the one before is up. Without it: switches and clouds, then routers and virtual machines, then the others.", MostWaves).Optional(),
        StepSchema.Integer("max_booting", "Nodes that boot at a time.", 1, 64).OrElse(4),
        StepSchema.Flag("wait_ready", "Whether each is waited for until it is up, as node.wait_ready does by itself; otherwise until GNS3 shows it started.").OrElse(true),
        StepSchema.Span("timeout", "How long each may take; without it, what its type takes.").Optional(),
        StepSchema.Flag("allow_failures", "Whether the step succeeds when nodes do not start; otherwise no further wave begins, and it fails.").OrElse(false),
    ];

    public static IEnumerable<StepField> Gives { get; } =
    [
        StepSchema.Project,
        StepSchema.Count("total_nodes", "Nodes that were to be started."),
        StepSchema.Count("started_nodes", "Those that are started now."),
        StepSchema.Count("ready_nodes", "Those that were seen to be up."),
        StepSchema.Count("failed_nodes", "Those that did not start, or did not come up."),
        StepSchema.List(
            "nodes", "What became of each, failures first, 500 at most.",
            StepSchema.Id("node_id", "The node."), StepSchema.Text("name", "Its name."), StepSchema.Count("wave", "Its wave, from 1."),
            StepSchema.Text("old_status", "Its status before."), StepSchema.Text("status", "Its status after."),
            StepSchema.Flag("ready", "Whether it was seen to be up; null when that was not asked or cannot be seen.").OrNull(),
            StepSchema.Text("ready_by", "By what.").OrNull(), StepSchema.Number("waited_seconds", "How long it took to come up."),
            StepSchema.Text("error_code", "What went wrong.").OrNull(), StepSchema.Text("error", "The same for people.").OrNull()),
    ];

    public async Task<object> StartAsync(StepAttempt attempt, StepInputs inputs, ProjectTopology topology, CancellationToken cancellationToken)
    {
        var projectId = topology.Project.ProjectId;
        var wait = inputs.Flag("wait_ready", true);
        await authority.DemandAsync(attempt, projectId, Permissions.NodeStart, cancellationToken);
        if (wait)
        {
            await authority.DemandAsync(attempt, projectId, Permissions.ConsoleRead, cancellationToken);
        }

        var (atOnce, allow, most) = (inputs.Integer("max_booting", 4, 1, 64), inputs.Flag("allow_failures", false), inputs.SpanOrNull("timeout", TimeSpan.FromHours(2)));
        var waves = Waves(inputs, topology);
        var (total, done) = (waves.Sum(wave => wave.Count), new List<NodeStart>());
        for (var i = 0; i < waves.Count; i++)
        {
            var (number, outcomes) = (i + 1, new List<NodeStart>());
            var work = BoundedFanOut.ForEachAsync(waves[i], atOnce, async node =>
            {
                var outcome = await StartAsync(attempt, node, number, wait, most, cancellationToken);
                lock (outcomes)
                {
                    outcomes.Add(outcome);
                }
            });
            await patience.BeatWhileAsync(attempt, DoneAsync(work), cancellationToken, () => Progress(done.Count, outcomes, total));
            done.AddRange(outcomes);
            if (!allow && outcomes.Any(one => one.ErrorCode is not null))
            {
                throw Failed(outcomes, number, waves.Count);
            }
        }

        return new
        {
            projectId,
            TotalNodes = total,
            StartedNodes = done.Count(one => one.Status == "started"),
            ReadyNodes = done.Count(one => one.Ready == true),
            FailedNodes = done.Count(one => one.ErrorCode is not null),
            Nodes = done.OrderBy(one => one.ErrorCode is null).ThenBy(one => one.Wave).ThenBy(one => one.Name, StringComparer.Ordinal).Take(MostTold),
        };
    }

    private static async Task<bool> DoneAsync(Task work)
    {
        await work;
        return true;
    }

    private static double? Progress(int before, List<NodeStart> now, int total)
    {
        lock (now)
        {
            return total == 0 ? 1 : (double)(before + now.Count) / total;
        }
    }

    private static List<IReadOnlyList<NodeSnapshot>> Waves(StepInputs inputs, ProjectTopology topology)
    {
        var named = inputs.TextLists("waves", MostWaves, MostNodes);
        List<IReadOnlyList<NodeSnapshot>> waves = named is { } given
            ? [.. given.Select(wave => wave.Select(topology.Node).DistinctBy(node => node.Key).ToList())]
            : [.. ReadinessLogic.Waves(inputs.Texts("nodes", MostNodes) is { IsEmpty: false } nodes ? nodes.Select(topology.Node).DistinctBy(node => node.Key) : topology.Nodes)];
        return waves.Sum(wave => wave.Count) <= MostNodes ? waves : throw StepInputs.Invalid("nodes", $"must be {MostNodes} at most");
    }

    private async Task<NodeStart> StartAsync(StepAttempt attempt, NodeSnapshot node, int wave, bool wait, TimeSpan? most, CancellationToken cancellationToken)
    {
        var outcome = new NodeStart { NodeId = node.Key.NodeId, Name = node.Name, Wave = wave, Status = NodeLogic.Text(node.Status), OldStatus = NodeLogic.Text(node.Status) };
        try
        {
            var result = await grains.NodeCommands(node.Key).StartAsync(cancellationToken);
            var now = result.Node.Status == NodeStatus.Started ? result.Node : await patience.UntilAsync(
                attempt, s_statusPatience, s_look, async () => await grains.Node(node.Key).GetAsync(cancellationToken) is { Status: NodeStatus.Started } up ? up : null, cancellationToken)
                ?? throw new NmsTimeoutException("node_status_not_reached", $"{node.Name} was told to start, and a minute later GNS3 does not show it started.") { IsTransient = true };
            outcome = outcome with { OldStatus = NodeLogic.Text(result.OldStatus), Status = NodeLogic.Text(now.Status) };
            if (!wait || ReadinessLogic.SignOf(now) is not { } sign)
            {
                return outcome;
            }

            var ready = await readiness.WaitAsync(now, sign, null, most ?? ReadinessLogic.TimeoutOf(now.NodeType), cancellationToken);
            return outcome with { Ready = true, ReadyBy = ready.By, WaitedSeconds = Math.Round(ready.Took.TotalSeconds, 3) };
        }
        catch (NmsException failure)
        {
            return outcome with { Ready = wait ? false : null, ErrorCode = failure.Code, Error = failure.Message };
        }
    }

    private static ConflictException Failed(List<NodeStart> outcomes, int wave, int waves)
    {
        var failed = outcomes.Where(one => one.ErrorCode is not null).OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
        var told = string.Join(" ", failed.Take(5).Select(one => $"{one.Name}: {one.Error}"));
        return new ConflictException("nodes_not_started", $"{failed.Count} of {outcomes.Count} nodes of wave {wave} of {waves} did not come up. {told}{(failed.Count > 5 ? " …" : "")}") { IsTransient = true };
    }
}
