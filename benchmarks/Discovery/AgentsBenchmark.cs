using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Nms.Discovery.Snmp;
using Nms.Load;

namespace Nms.DiscoveryBenchmarks;

/// <summary>A thousand agents, read by the reader of inventories and by Net-SNMP's tools.</summary>
internal static class AgentsBenchmark
{
    private const int Agents = 1_000;

    /// <summary>The tools take minutes for a thousand.</summary>
    private const int Sample = 100;

    private static readonly EquipmentClassifier s_classifier = new(EquipmentTypes.Load(null));

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        using var fleet = await AgentFleet.StartAsync(Agents);
        IReadOnlyList<IPAddress> sample = [.. fleet.Addresses.Take(Sample)];
        var readers = new (string Name, Func<Task<Cost>> Run)[]
        {
            ($"ours, `SnmpInventoryReader`, {Agents:#,0} agents, 16 at a time", () => ReadAsync(fleet.Addresses, 16, workspace.Time, cancellationToken)),
            ($"ours, `SnmpInventoryReader`, {Agents:#,0} agents, 64 at a time", () => ReadAsync(fleet.Addresses, 64, workspace.Time, cancellationToken)),
            ($"`snmpwalk`, {Sample} agents, `xargs -P 16`", () => WalkAsync("snmpwalk", 16, sample, workspace, cancellationToken)),
            ($"`snmpwalk`, {Sample} agents, `xargs -P 64`", () => WalkAsync("snmpwalk", 64, sample, workspace, cancellationToken)),
            ($"`snmpbulkwalk`, {Sample} agents, `xargs -P 16`", () => WalkAsync("snmpbulkwalk", 16, sample, workspace, cancellationToken)),
        };
        var rounds = readers.ToDictionary(reader => reader.Name, _ => new List<Cost>());
        for (var round = 0; round < Numbers.Rounds; round++)
        {
            foreach (var (name, run) in readers)
            {
                rounds[name].Add(await run());
            }
        }

        var costs = readers.Select(reader => (reader.Name, Cost: rounds[reader.Name].OrderBy(cost => cost.Rate).ElementAt(Numbers.Rounds / 2))).ToList();
        var ours = costs[0].Cost;
        return new Report($"Discovery: {Agents:#,0} SNMP agents", workspace.Time)
            .Paragraph("`dotnet run --project benchmarks/Discovery -c Release -- agents`: agents of a switch with 24 ports, 60 stations, 4 VLANs and 3 neighbours, each at a loopback address of its own, "
                + "in one process of ours in a network namespace. Ours reads everything of an inventory, with a client that knows nothing of the agents yet; the script (`walk.sh`) reads system, ifTable, "
                + $"ifXTable, ipAddrTable and LLDP's neighbours, of a sample of {Sample}. The agents' process shares the two cores with whoever asks. Middle of {Numbers.Rounds} by rate, in turn. "
                + "Requests are UDP datagrams as the kernel counts them. CPU is the reader's, its ended processes included.")
            .Table(
                ["reader", "s", "agents/s", "requests each", "CPU ms each", "KB allocated each", "ours: agents/s ÷ its", "its requests ÷ ours", "its CPU ÷ ours"],
                costs.Select(one => new[]
                {
                    one.Name, Numbers.Decimal(one.Cost.Seconds), Numbers.Count(one.Cost.Rate), Numbers.Decimal(one.Cost.Requests), Numbers.Decimal(one.Cost.CpuMilliseconds),
                    one.Cost.Bytes is { } bytes ? Numbers.Count(bytes / 1024) : "–", Numbers.Decimal(ours.Rate / one.Cost.Rate), Numbers.Decimal(one.Cost.Requests / ours.Requests),
                    Numbers.Decimal(one.Cost.CpuMilliseconds / ours.CpuMilliseconds),
                }));
    }

    private static async Task<Cost> ReadAsync(IReadOnlyList<IPAddress> addresses, int atOnce, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = Options.Create(new SnmpDiscoveryOptions());
        using var client = SnmpDiscoveryServices.ClientFor(options.Value, time);
        var reader = new SnmpInventoryReader(client, new SnmpCredentials(client, options, time), s_classifier, options, time);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cost = await MeasureAsync(addresses.Count, time, async () =>
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(addresses, parallel, async (address, token) =>
            {
                var inventory = await reader.ReadAsync(new SnmpAgentTarget(new IPEndPoint(address, AgentFleet.Port), address), token);
                if (inventory.Interfaces.Length != 24 || inventory.LldpNeighbours.Length != 3 || inventory.Parts.Any(part => part.Outcome is AgentPartOutcome.Failed or AgentPartOutcome.Truncated))
                {
                    throw new InvalidOperationException($"{inventory.Failure} {string.Join('\n', inventory.Parts)}");
                }
            });
        });
        return cost with { Bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / addresses.Count };
    }

    private static async Task<Cost> WalkAsync(string tool, int atOnce, IReadOnlyList<IPAddress> addresses, Workspace workspace, CancellationToken cancellationToken)
    {
        var (list, folder) = (Path.Combine(workspace.NewFolder(), "addresses"), workspace.NewFolder());
        await File.WriteAllLinesAsync(list, addresses.Select(address => address.ToString()), cancellationToken);
        return await MeasureAsync(addresses.Count, workspace.Time, async () =>
        {
            var answered = await Script.WalkAsync("walk.sh", list, folder, atOnce, tool, AgentFleet.Port, cancellationToken);
            if (answered != addresses.Count)
            {
                throw new InvalidOperationException($"{answered} of {addresses.Count} agents said something to {tool}.");
            }
        });
    }

    private static async Task<Cost> MeasureAsync(int count, TimeProvider time, Func<Task> run)
    {
        var (before, cpu, started) = (OwnNetwork.Datagrams().Requests, Cpu(), time.GetTimestamp());
        await run();
        return new Cost(time.GetElapsedTime(started).TotalSeconds, count, (double)(OwnNetwork.Datagrams().Requests - before) / count, (Cpu() - cpu) * 1_000 / count, null);
    }

    /// <summary>Seconds of this process and its ended children: fields 14 to 17 of /proc/self/stat, in hundredths.</summary>
    private static double Cpu()
    {
        var text = File.ReadAllText("/proc/self/stat");
        return text[(text.LastIndexOf(')') + 2)..].Split(' ')[11..15].Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / 100;
    }

    private sealed record Cost(double Seconds, int Count, double Requests, double CpuMilliseconds, double? Bytes)
    {
        public double Rate => Count / Seconds;
    }
}
