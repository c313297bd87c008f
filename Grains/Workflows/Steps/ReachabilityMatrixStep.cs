using System.Collections.Immutable;
using System.Net;
using Nms.Access;
using Nms.Equipment;
using Nms.Nodes;
using Nms.Topology;

namespace Nms.Workflows.Steps;

/// <summary>Lets nodes of a lab send echo requests to each other, from their own consoles: what they reach, and not what is reached from here.</summary>
internal sealed class ReachabilityMatrixStep(IGrainFactory grains, StepAuthority authority, StepPatience patience, ReachabilityProbe probe) : StepKind(
    "reachability.matrix",
    "Lets each node ping the others from its own console, and tells who reaches whom and how fast.",
    StepSchema.Takes(
        StepSchema.Project,
        StepSchema.Texts("from", "Who asks: nodes by id or name; without it, each started node with a console of text that has a ping which ends by itself.", MostNodes).Optional(),
        StepSchema.Texts("to", "Who is asked: nodes by id or name, or IP addresses; without it, each started node whose address is known from its profile or its console.", MostNodes).Optional(),
        StepSchema.Integer("count", "Echo requests per pair.", 1, MostRequests).OrElse(3),
        StepSchema.Word("expect", "What must be for the step to succeed: that all pairs reach each other, that none does, or anything.", "all", "none", "anything").OrElse("anything"),
        StepSchema.Integer("max_parallel", "Consoles that are used at the same time.", 1, 32).OrElse(8)),
    StepSchema.Gives(
        StepSchema.Project,
        StepSchema.Count("pair_count", "Pairs."),
        StepSchema.Count("reachable_count", "Pairs of which at least one request was answered."),
        StepSchema.Count("unreachable_count", "Pairs of which none was."),
        StepSchema.Count("untested_count", "Pairs that could not be tried; each row says why."),
        StepSchema.Number("average_rtt_ms", "Mean of the mean round trips, in milliseconds.").OrNull(),
        StepSchema.Number("maximum_rtt_ms", "The longest mean round trip, in milliseconds.").OrNull(),
        StepSchema.List(
            "rows",
            "The pairs.",
            StepSchema.Text("from", "The node that asks."),
            StepSchema.Text("to", "The node, or the address, that is asked."),
            StepSchema.Text("address", "The address that is asked.").OrNull(),
            StepSchema.Flag("reachable", "Whether it answered; null when it could not be tried.").OrNull(),
            StepSchema.Number("loss_percent", "Requests without an answer, in percent.").OrNull(),
            StepSchema.Number("rtt_ms", "Mean round trip, in milliseconds.").OrNull(),
            StepSchema.Text("error", "Why it could not be tried.").OrNull())))
{
    /// <summary>Pairs of one step at most: their rows must fit into an output.</summary>
    public const int MostPairs = 1_000;

    private const int MostNodes = 200;
    private const int MostRequests = 20;
    private const int MostTold = 3;

    public override bool Waits => true;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var projectId = inputs.Id("project_id");
        var expect = inputs.Word("expect", "anything", "all", "none", "anything");
        await authority.DemandAsync(attempt, projectId, Permissions.ConsoleRead, cancellationToken);
        var topology = await grains.TopologyAsync(projectId, cancellationToken);
        var parallel = inputs.Integer("max_parallel", 8, 1, 32);
        var addresses = await AddressesAsync(topology, inputs, parallel, attempt, cancellationToken);
        var pairs = Pairs(Sources(topology, inputs), Targets(topology, inputs, addresses));
        if (pairs is [])
        {
            throw new ConflictException("no_pairs", "There is nobody to ask, or nobody who could: no two started nodes have a console of text and an address. Give from and to.");
        }

        if (pairs.Length > MostPairs)
        {
            throw StepInputs.Invalid("from", $"and to make {pairs.Length} pairs, more than {MostPairs}");
        }

        var done = 0;
        var rows = await patience.BeatWhileAsync(
            attempt,
            probe.AskAsync(pairs, inputs.Integer("count", 3, 1, MostRequests), parallel, () => Interlocked.Increment(ref done), cancellationToken),
            cancellationToken,
            () => (double)Volatile.Read(ref done) / pairs.Length);
        Judge(rows, expect);
        var times = rows.Where(row => row.RttMs is not null).Select(row => row.RttMs!.Value).ToList();
        return new
        {
            projectId,
            PairCount = rows.Length,
            ReachableCount = rows.Count(row => row.Reachable == true),
            UnreachableCount = rows.Count(row => row.Reachable == false),
            UntestedCount = rows.Count(row => row.Reachable is null),
            AverageRttMs = times is [] ? (double?)null : Math.Round(times.Average(), 3),
            MaximumRttMs = times is [] ? (double?)null : times.Max(),
            Rows = rows,
        };
    }

    private static ImmutableArray<NodeSnapshot> Sources(ProjectTopology topology, StepInputs inputs) => inputs.Has("from")
        ? [.. inputs.Texts("from", MostNodes).Select(topology.Node).Distinct()]
        : [.. topology.Nodes.Where(node => node.Status == NodeStatus.Started && ReachabilityProbe.MayAsk(node)).OrderBy(node => node.Name, StringComparer.Ordinal)];

    private static ImmutableArray<ReachabilityTarget> Targets(ProjectTopology topology, StepInputs inputs, Dictionary<Guid, IPAddress> addresses)
    {
        if (!inputs.Has("to"))
        {
            return [.. topology.Nodes
                .Where(node => node.Status == NodeStatus.Started && addresses.ContainsKey(node.Key.NodeId))
                .OrderBy(node => node.Name, StringComparer.Ordinal)
                .Select(node => new ReachabilityTarget(node.Name, node.Key.NodeId, addresses[node.Key.NodeId]))];
        }

        return [.. inputs.Texts("to", MostNodes).Distinct().Select(named => IPAddress.TryParse(named, out var address) && !topology.Nodes.Any(node => node.Name == named)
            ? new ReachabilityTarget(named, null, address)
            : topology.Node(named) is var node && addresses.TryGetValue(node.Key.NodeId, out var known)
                ? new ReachabilityTarget(node.Name, node.Key.NodeId, known)
                : throw new ConflictException("address_unknown", $"No address of {node.Name} is known; name the address in its place."))];
    }

    private static ImmutableArray<ReachabilityPair> Pairs(ImmutableArray<NodeSnapshot> sources, ImmutableArray<ReachabilityTarget> targets) =>
        [.. from source in sources from target in targets where target.NodeId != source.Key.NodeId select new ReachabilityPair(source, target)];

    /// <summary>Of the profiles, and where these have none, as the nodes' own consoles say.</summary>
    private async Task<Dictionary<Guid, IPAddress>> AddressesAsync(ProjectTopology topology, StepInputs inputs, int parallel, StepAttempt attempt, CancellationToken cancellationToken)
    {
        var known = (await EquipmentProfiles.ReadAsync(grains, topology.Project.ProjectId, cancellationToken))
            .Select(profile => (profile.EquipmentId, Address: ReachabilityProbe.Choose(profile.Addresses
                .Where(one => one.Verdict >= AddressVerdict.Likely)
                .OrderByDescending(one => one.Verdict)
                .Select(one => IPAddress.TryParse(one.Address, out var address) ? address : IPAddress.Any))))
            .Where(one => one.Address is not null)
            .ToDictionary(one => one.EquipmentId, one => one.Address!);
        var named = inputs.Texts("to", MostNodes);
        var unknown = topology.Nodes.Where(node => node.Status == NodeStatus.Started && !known.ContainsKey(node.Key.NodeId) && ReachabilityProbe.MayAsk(node)
            && (!inputs.Has("to") || named.Contains(node.Name) || named.Contains($"{node.Key.NodeId}")));
        foreach (var (node, address) in await patience.BeatWhileAsync(attempt, probe.LearnAsync(unknown, parallel, cancellationToken), cancellationToken))
        {
            known[node] = address;
        }

        return known;
    }

    private static void Judge(ImmutableArray<ReachabilityRow> rows, string expect)
    {
        if (expect == "anything")
        {
            return;
        }

        var wrong = rows.Where(row => row.Reachable != (expect == "all")).ToList();
        if (wrong.Count > 0)
        {
            var told = string.Join("; ", wrong.Take(MostTold).Select(row => $"{row.From} to {row.To} ({row.Address}): {row.Error ?? (row.Reachable == true ? "reached" : "no answer")}"));
            throw new ConflictException(
                "reachability_not_as_expected", $"{wrong.Count} of {rows.Length} pairs are not as expected ({expect}). {told}{(wrong.Count > MostTold ? " …" : "")}");
        }
    }
}
