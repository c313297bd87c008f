using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Nms.Load;
using Nms.Nodes;
using Nms.Projects;
using Nms.Topology;
using Nms.Topology.Drift;

namespace Nms.DiscoveryBenchmarks;

/// <summary>The judgement of a drawing by what was seen, and the same in Python with networkx, of one file.</summary>
internal static class DriftBenchmark
{
    private const int Judgements = 15;

    private static readonly Guid s_project = Id(0);

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var file = Path.Combine(workspace.NewFolder(), "network.json");
        var made = DrawnNetwork.Make();
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(made), cancellationToken);
        var (ours, theirs) = (new List<Result>(), new List<Result>());
        for (var round = 0; round < Numbers.Rounds; round++)
        {
            ours.Add(Judge(file, workspace.Time));
            theirs.Add(JsonSerializer.Deserialize<Result>(await Script.PythonAsync("drift.py", file, cancellationToken), JsonSerializerOptions.Web)!);
        }

        var (a, b) = (Middle(ours), Middle(theirs));
        if (!a.Verdicts.OrderBy(pair => pair.Key).SequenceEqual(b.Verdicts.OrderBy(pair => pair.Key)))
        {
            throw new InvalidOperationException($"Ours: {Words(a)}. Theirs: {Words(b)}.");
        }

        return new Report("Discovery: the judgement of drift", workspace.Time)
            .Paragraph(FormattableString.Invariant($"`dotnet run --project benchmarks/Discovery -c Release -- drift`: {made.Nodes.Count:#,0} nodes, {made.Links.Count:#,0} links, {made.Sightings.Count:#,0} sightings ")
                + "in a file of JSON, judged by `DriftLogic` and by `drift.py`, which compares the same with networkx: ports and switches are places of a graph, links its edges; LLDP proves a "
                + "link whose ports it names, ARP those on the shortest way. "
                + $"The script knows this network's rules only, and writes no reason and no evidence; its verdicts are the same: {Words(a)}. "
                + $"First and middle of {Judgements} judgements in one process each, without reading the file; middle of {Numbers.Rounds} rounds in turn. Ours was compiled by the time of the second round.")
            .Table(["", "first, ms", "middle, ms", "its first ÷ our middle", "its middle ÷ our middle", "KB allocated"],
            [
                ["ours, `DriftLogic.Judge`", Milliseconds(ours[0].First), Milliseconds(a.Middle), Numbers.Decimal(ours[0].First / a.Middle), "1.00", Numbers.Count(a.Allocated / 1024)],
                ["`drift.py`, networkx", Milliseconds(b.First), Milliseconds(b.Middle), Numbers.Decimal(b.First / a.Middle), Numbers.Decimal(b.Middle / a.Middle), "–"],
            ]);
    }

    private static Result Judge(string file, TimeProvider time)
    {
        var (topology, witnesses) = Read(JsonSerializer.Deserialize<DrawnNetwork>(File.ReadAllBytes(file))!);
        var took = new List<double>();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        DriftReport? report = null;
        for (var i = 0; i < Judgements; i++)
        {
            var started = time.GetTimestamp();
            report = DriftLogic.Judge(topology, witnesses, ImmutableDictionary<PortKey, DateTimeOffset>.Empty);
            took.Add(time.GetElapsedTime(started).TotalSeconds);
        }

        return new Result(
            took[0], took.Median(), report!.Items.CountBy(item => DriftLogic.Word(item.State)).ToDictionary(), (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / Judgements);
    }

    private static (ProjectTopology Topology, Dictionary<Guid, DriftWitness> Witnesses) Read(DrawnNetwork network)
    {
        var ids = network.Nodes.Select((node, number) => (node.Name, Id: Id(number + 1))).ToDictionary(pair => pair.Name, pair => pair.Id);
        var nodes = network.Nodes.Select(node => new NodeSnapshot
        {
            Key = new NodeKey(s_project, ids[node.Name]),
            Server = "lab",
            Name = node.Name,
            NodeType = node.Type,
            Status = NodeStatus.Started,
            Ports = [.. Enumerable.Range(0, node.Ports).Select(port => new NodePort(DrawnNetwork.PortName(port), FormattableString.Invariant($"e{port}"), 0, port, "ethernet"))],
        });
        var links = network.Links.Select((link, number) => new LinkSnapshot
        {
            LinkId = Id(100_000 + number),
            ProjectId = s_project,
            Endpoints = [new LinkEndpoint(ids[link.A], 0, link.APort), new LinkEndpoint(ids[link.B], 0, link.BPort)],
        });
        var sightings = network.Sightings.ToLookup(sighting => sighting.Node);
        var witnesses = network.Nodes.Where(node => node.Type != "ethernet_switch").Select(node => new DriftWitness
        {
            NodeId = ids[node.Name],
            At = DateTimeOffset.UnixEpoch,
            HostNames = [node.Name],
            Ports = [.. Enumerable.Range(0, node.Ports).Select(port => new DriftPort(DrawnNetwork.PortName(port), DrawnNetwork.PortName(port), 0, port, DrawnNetwork.Mac(node.Name, port)))],
            Sees = node.Speaks,
            Answered = node.Speaks ? ["lldp", "arp"] : ["arp"],
            Neighbours = [.. sightings[node.Name].Where(sighting => sighting.Protocol == "lldp").Select(Sighting)],
            Stations = [.. sightings[node.Name].Where(sighting => sighting.Protocol != "lldp").Select(Sighting)],
        });
        var project = new ProjectSnapshot { ProjectId = s_project, Server = "lab", Name = "network", Status = ProjectStatus.Opened };
        return (new ProjectTopology(project, [.. nodes], [.. links], [], "1"), witnesses.ToDictionary(witness => witness.NodeId));
    }

    private static DriftSighting Sighting(DrawnNetwork.SightingRow row) => new(row.Protocol, DrawnNetwork.PortName(row.Port), row.RemoteName, row.RemotePort, row.RemoteMac);

    private static Guid Id(int number) => new(number, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0);

    private static Result Middle(List<Result> results) => results.OrderBy(result => result.Middle).ElementAt(results.Count / 2);

    private static string Words(Result result) => string.Join(", ", result.Verdicts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => FormattableString.Invariant($"{pair.Key} {pair.Value:#,0}")));

    private static string Milliseconds(double seconds) => (seconds * 1_000).ToString("0.0", CultureInfo.InvariantCulture);

    private sealed record Result(double First, double Middle, Dictionary<string, int> Verdicts, double Allocated = 0);
}
