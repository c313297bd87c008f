using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Nms.Client;
using Nms.Contracts.Discovery;
using Nms.Contracts.Equipment;
using Nms.Discovery.Reach;
using Nms.Load;

namespace Nms.DiscoveryBenchmarks;

/// <summary>A campus of the Lab, profiled by one call to the hub, and walked by a script.</summary>
internal static class CampusBenchmark
{
    private const int Nodes = 50;
    private const int AgentPort = 10_161;
    private const int Again = 4;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var (firsts, laters, plains) = (new List<Run>(), new List<Run>(), new List<Run>());
        var scripts = new Dictionary<string, List<Cost>>();
        var memory = new List<string[]>();
        var agents = 0;
        for (var round = 0; round < Numbers.Rounds; round++)
        {
            await using var platform = await Platform.StartAsync(
                FormattableString.Invariant($"generated:nodes={Nodes},seed=7"), workspace, cancellationToken,
                "--Gns3:Servers:default:IsLab", "true", "--Nms:Discovery:ConsoleLogins:0:User", "gns3", "--Nms:Discovery:ConsoleLogins:0:Password", "gns3");
            agents = await WaitForAgentsAsync(workspace.Time, cancellationToken);
            using var nms = new NmsClient(new NmsClientOptions { Address = platform.SiloAddress, Credentials = NmsCredentials.Basic(Platform.Administrator, Platform.Password) });

            var before = await HubMemory.OfAsync(platform, cancellationToken);
            firsts.Add(await DiscoverAsync(nms, platform, new(platform.Project), workspace.Time, cancellationToken));
            var after = await HubMemory.OfAsync(platform, cancellationToken);
            laters.Add(await DiscoverAsync(nms, platform, new(platform.Project), workspace.Time, cancellationToken));
            var later = await HubMemory.OfAsync(platform, cancellationToken);
            for (var i = 0; i < Again; i++)
            {
                laters.Add(await DiscoverAsync(nms, platform, new(platform.Project), workspace.Time, cancellationToken));
            }

            var last = await HubMemory.OfAsync(platform, cancellationToken);
            memory = [Row("before", before, null), Row("after the first run", after, before), Row("after the second", later, after), Row($"after {Again} more, each", last, later, Again)];

            var all = await AddressesAsync(nms, platform, null, cancellationToken);
            var speaking = await AddressesAsync(nms, platform, true, cancellationToken);
            plains.Add(await DiscoverAsync(nms, platform, new(platform.Project, IncludeConsole: false), workspace.Time, cancellationToken));
            foreach (var (name, tool, parallel, addresses) in Scripts(all, speaking))
            {
                scripts.TryAdd(name, []);
                scripts[name].Add(await WalkAsync(workspace, tool, parallel, addresses, speaking.Count, cancellationToken));
            }
        }

        return Tell(workspace.Time, firsts, laters, plains, scripts, memory, agents);
    }

    private static IEnumerable<(string Name, string Tool, int Parallel, IReadOnlyList<string> Addresses)> Scripts(IReadOnlyList<string> all, IReadOnlyList<string> speaking) =>
    [
        ("`nmap -sn`, `snmpwalk` one after the other", "snmpwalk", 1, all),
        ("`nmap -sn`, `snmpwalk`, `xargs -P 16`", "snmpwalk", 16, all),
        ("the same, told which addresses have agents", "snmpwalk", 16, speaking),
        ("the same with `snmpbulkwalk`", "snmpbulkwalk", 16, speaking),
    ];

    private static async Task<Run> DiscoverAsync(NmsClient nms, Platform platform, StartDiscoveryRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        var (datagrams, started) = (OwnNetwork.Datagrams(), time.GetTimestamp());
        var begun = await nms.Discovery.StartAsync(request, cancellationToken: cancellationToken);
        var running = nms.Discovery.GetAsync(begun.RunId, waitSeconds: 60, cancellationToken);
        var (first, half) = (TimeSpan.Zero, TimeSpan.Zero);
        while (!running.IsCompleted)
        {
            var done = (await nms.Discovery.GetAsync(begun.RunId, cancellationToken: cancellationToken)).DoneCount;
            first = first == TimeSpan.Zero && done > 0 ? time.GetElapsedTime(started) : first;
            half = half == TimeSpan.Zero && done >= Nodes / 2 ? time.GetElapsedTime(started) : half;
            await Task.Delay(s_look, time, cancellationToken);
        }

        var run = await running;
        var took = time.GetElapsedTime(started);
        var after = OwnNetwork.Datagrams();
        if (run.Status != DiscoveryRunStatus.Completed || run.DoneCount != platform.Nodes)
        {
            throw new InvalidOperationException($"{run.Status}, {run.DoneCount} of {platform.Nodes}: {string.Join("; ", run.Targets.Where(target => target.Error is not null).Select(target => $"{target.Name} {target.Error}"))}");
        }

        var sections = new List<(string Name, string Node, ProfileSectionResponse Section)>();
        foreach (var target in run.Targets)
        {
            var profile = await nms.Equipment.GetProfileAsync(target.EquipmentId, cancellationToken: cancellationToken);
            sections.AddRange(profile.Sections.Select(section => (section.Name, profile.Name, section)));
        }

        return new Run(
            took,
            first == TimeSpan.Zero ? took : first,
            half == TimeSpan.Zero ? took : half,
            TimeSpan.FromSeconds(sections.Where(one => one.Name == "console").Max(one => one.Section.TookSeconds)),
            after.Requests - datagrams.Requests,
            run.Targets.Sum(target => target.Requests),
            sections.GroupBy(one => one.Name).ToImmutableDictionary(group => group.Key, group => group.Max(one => one.Section.TookSeconds)));
    }

    private static async Task<Cost> WalkAsync(
        Workspace workspace, string tool, int parallel, IReadOnlyList<string> addresses, int speaking, CancellationToken cancellationToken)
    {
        var (list, folder) = (Path.Combine(workspace.NewFolder(), "addresses"), workspace.NewFolder());
        await File.WriteAllLinesAsync(list, addresses, cancellationToken);
        var (datagrams, started) = (OwnNetwork.Datagrams(), workspace.Time.GetTimestamp());
        var answered = await Script.WalkAsync("discover.sh", list, folder, parallel, tool, AgentPort, cancellationToken);
        var took = workspace.Time.GetElapsedTime(started);
        return answered == speaking
            ? new Cost(took, OwnNetwork.Datagrams().Requests - datagrams.Requests)
            : throw new InvalidOperationException($"The script had answers of {answered} addresses, and {speaking} have agents.");
    }

    /// <summary>Waits until the agents of the Lab are all there: until none was added for three seconds.</summary>
    private static async Task<int> WaitForAgentsAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var (count, since) = (0, time.GetTimestamp());
        while (count == 0 || time.GetElapsedTime(since) < TimeSpan.FromSeconds(3))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
            if (OwnNetwork.Listeners(AgentPort) is var now && now != count)
            {
                (count, since) = (now, time.GetTimestamp());
            }
        }

        return count;
    }

    /// <summary>Where the equipment that was found answers on this machine: what the script is told.</summary>
    private static async Task<IReadOnlyList<string>> AddressesAsync(NmsClient nms, Platform platform, bool? snmp, CancellationToken cancellationToken)
    {
        var translation = new AddressTranslation([], ["default"]);
        var list = await nms.Equipment.ListAsync(platform.Project, snmp: snmp, limit: 500, cancellationToken: cancellationToken);
        return [.. list.Equipment.SelectMany(one => one.Addresses).Distinct().Select(address => translation.Find("default", platform.Project, IPAddress.Parse(address)).Target!.ToString())];
    }

    private static Report Tell(
        TimeProvider time, List<Run> firsts, List<Run> laters, List<Run> plains, Dictionary<string, List<Cost>> scripts, List<string[]> memory, int agents)
    {
        var (first, again) = (Middle(firsts), Middle(laters));
        var rows = new List<string[]>
        {
            Ours("ours, the first run of a hub just started", first),
            Ours($"ours, {laters.Count} later runs, the middle", again),
            Ours("ours without the consoles, a later run", Middle(plains)),
        };
        rows.AddRange(scripts.Select(script => (script.Key, Cost: script.Value.OrderBy(cost => cost.Took).ElementAt(script.Value.Count / 2)))
            .Select(script => new[] { script.Key, Seconds(script.Cost.Took), "–", "–", Text(script.Cost.Requests), Ratio(script.Cost.Took, first.Took), Ratio(script.Cost.Took, again.Took), Ratio(script.Cost.Requests, first.Datagrams) }));
        return new Report($"Discovery: a campus of {Nodes} nodes", time)
            .Paragraph($"`dotnet run --project benchmarks/Discovery -c Release -- campus`: the Lab's `generated:nodes={Nodes},seed=7` with {agents} SNMP agents, all in a network namespace of their own. "
                + "Ours is one call to the hub, waited for: files, consoles, agents, echoes, ports, services, neighbours, drift; every node is profiled, and the events are durable. "
                + "The script (`discover.sh`) is told the addresses that ours found, since every address of the loopback network answers to a ping, and reads system, ifTable, ifXTable, ipAddrTable and LLDP's "
                + $"neighbours where the first is answered within a second, asked twice. Middle of {Numbers.Rounds} rounds with a hub, a Lab and a data folder of their own each. Requests are UDP datagrams as the kernel counts them.")
            .Table(["", "s", "first node in the API, s", "half of them, s", "SNMP requests", "its time ÷ ours, first run", "÷ ours, later runs", "its requests ÷ ours"], rows)
            .Paragraph($"Requests of ours by its own count, echoes, connections, console commands and files included: {Text(first.Requests)}, {Decimal((double)first.Requests / Nodes)} a node; "
                + $"SNMP: {Decimal((double)first.Datagrams / agents)} an address with an agent. The slowest console took {Seconds(first.Console)} s in the first run and {Seconds(again.Console)} s in later ones: "
                + $"beyond it the run took {Seconds(first.Took - first.Console)} s and {Seconds(again.Took - again.Console)} s (target: 3 s).")
            .Paragraph($"The longest of each section, first run: {Sections(first)}. Later: {Sections(again)}.")
            .Paragraph("The hub's memory, of the last round:")
            .Table(["", "resident, MB", "heap after its last collection, MB", "allocated, MB", "CPU, s"], memory);
    }

    private static string[] Row(string when, HubMemory now, HubMemory? before, int runs = 1) =>
    [
        when, Numbers.Megabytes(now.Resident), Numbers.Megabytes(now.Heap),
        before is null ? "–" : Numbers.Megabytes((now.Allocated - before.Allocated) / runs),
        before is null ? "–" : Seconds((now.Cpu - before.Cpu) / runs),
    ];

    private static string[] Ours(string name, Run run) =>
        [name, Seconds(run.Took), Seconds(run.First), Seconds(run.Half), Text(run.Datagrams), "–", "–", "–"];

    private static string Sections(Run run) => string.Join(", ", run.Sections.OrderByDescending(section => section.Value).Where(section => section.Value > 0.001).Select(section => $"{section.Key} {Decimal(section.Value)} s"));

    private static Run Middle(List<Run> runs) => runs.OrderBy(run => run.Took).ElementAt(runs.Count / 2);

    private static string Ratio(TimeSpan its, TimeSpan ours) => Decimal(its / ours);

    private static string Ratio(long its, long ours) => Decimal((double)its / ours);

    private static string Seconds(TimeSpan time) => Decimal(time.TotalSeconds);

    private static string Decimal(double value) => Numbers.Decimal(value);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Run(
        TimeSpan Took, TimeSpan First, TimeSpan Half, TimeSpan Console, long Datagrams, int Requests, ImmutableDictionary<string, double> Sections);

    private sealed record Cost(TimeSpan Took, long Requests);
}
