using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Nms.Discovery.Snmp;
using Nms.Discovery.Snmp.Reading;
using Nms.Snmp;

namespace Nms.Load;

/// <summary>The inventory of one agent, as discovery reads it, against Net-SNMP's walks of the same tables: requests, bytes and time.</summary>
internal static class InventoryBenchmark
{
    private const int Rounds = 5;
    private const int Ports = 48;
    private const int Stations = 500;
    private const int Vlans = 20;

    private static readonly EquipmentClassifier s_classifier = new(EquipmentTypes.Load(null));
    private static readonly Oid s_system = Oid.Parse("1.3.6.1.2.1.1");

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var time = workspace.Time;
        var rows = new List<string[]>();
        await using var agent = SnmpAgent.Start(
            new SnmpAgentOptions { Communities = new Dictionary<string, SnmpAccess> { ["public"] = SnmpAccess.ReadOnly } }, new SnmpObjectStore(SimulatedSwitch.Objects(Ports, Stations, Vlans)), time);
        await MeasureAsync(rows, $"switch, {Ports} ports, {Stations} stations, {Vlans} VLANs", agent.EndPoint, time);
        var (port, folder) = (Load.Ports.Free(), workspace.NewFolder());
        var file = Path.Combine(folder, "snmpd.conf");
        await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $"agentaddress udp:127.0.0.1:{port}\nrocommunity public\n"), cancellationToken);
        using var snmpd = Process.Start(new ProcessStartInfo("snmpd", ["-f", "-Lf", "/dev/null", "-C", "-c", file, "-m", "", $"--persistentDir={folder}"]))!;
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(2), time, cancellationToken);
            await MeasureAsync(rows, "`snmpd` of this host", new IPEndPoint(IPAddress.Loopback, port), time);
        }
        finally
        {
            snmpd.Kill();
        }

        return new Report("SNMP: the inventory of one agent", time)
            .Paragraph("`dotnet run --project benchmarks/Load -c Release -- discovery-snmp`: all that discovery reads of one agent, with a client that knows nothing of it yet, "
                + "and Net-SNMP's tools over the same tables, one after the other as a script runs them. A relay before the agent counts requests and bytes for all. "
                + $"The middle of {Rounds} by time, in turn. Ours asks only for the columns that a profile has; the walks take whole tables, and the start of a process for each is in their time.")
            .Table(["agent", "reader", "requests", "answers, KiB", "ms", "its requests ÷ ours", "its time ÷ ours"], rows);
    }

    private static async Task MeasureAsync(List<string[]> rows, string name, IPEndPoint agent, TimeProvider time)
    {
        await using var relay = new CountingRelay(agent);
        var (ours, walks, bulks) = (new List<Cost>(), new List<Cost>(), new List<Cost>());
        Oid[] roots = [s_system, AgentTables.If.Entry, .. AgentTables.Probed.Select(one => one.Entry)];
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await CostAsync(relay, time, () => ReadAsync(relay.EndPoint, time)));
            walks.Add(await CostAsync(relay, time, () => WalkAsync("snmpwalk", relay.EndPoint, roots)));
            bulks.Add(await CostAsync(relay, time, () => WalkAsync("snmpbulkwalk", relay.EndPoint, roots)));
        }

        var best = Middle(ours);
        foreach (var (reader, costs) in new[] { ("ours, `SnmpInventoryReader`", ours), ("`snmpwalk` of each table", walks), ("`snmpbulkwalk` of each table", bulks) })
        {
            var cost = Middle(costs);
            rows.Add([name, reader, Text(cost.Requests), Text(cost.Bytes / 1024.0), Text(cost.Milliseconds), Ratio(cost.Requests, best.Requests), Ratio(cost.Milliseconds, best.Milliseconds)]);
        }
    }

    /// <summary>A client of its own each time, so that nothing is known of the agent.</summary>
    private static async Task ReadAsync(IPEndPoint endPoint, TimeProvider time)
    {
        var options = Options.Create(new SnmpDiscoveryOptions());
        using var client = SnmpDiscoveryServices.ClientFor(options.Value, time);
        var reader = new SnmpInventoryReader(client, new SnmpCredentials(client, options, time), s_classifier, options, time);
        var inventory = await reader.ReadAsync(new SnmpAgentTarget(endPoint, endPoint.Address), CancellationToken.None);
        if (inventory.Interfaces.Length == 0 || inventory.Parts.Any(part => part.Outcome is AgentPartOutcome.Failed or AgentPartOutcome.Truncated))
        {
            throw new InvalidOperationException(string.Join('\n', inventory.Parts));
        }
    }

    private static async Task WalkAsync(string tool, IPEndPoint endPoint, Oid[] roots)
    {
        foreach (var root in roots)
        {
            using var process = Process.Start(new ProcessStartInfo(tool, ["-v2c", "-c", "public", "-m", "", "-On", endPoint.ToString(), root.ToString()]) { RedirectStandardOutput = true })!;
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<Cost> CostAsync(CountingRelay relay, TimeProvider time, Func<Task> read)
    {
        var (before, started) = (relay.Counted, time.GetTimestamp());
        await read();
        var (elapsed, after) = (time.GetElapsedTime(started), relay.Counted);
        return new Cost(after.Requests - before.Requests, after.Bytes - before.Bytes, elapsed.TotalMilliseconds);
    }

    private static string Text(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Ratio(double its, double ours) => (its / ours).ToString("0.0", CultureInfo.InvariantCulture);

    private static Cost Middle(List<Cost> costs) => costs.OrderBy(cost => cost.Milliseconds).ElementAt(costs.Count / 2);

    private sealed record Cost(long Requests, long Bytes, double Milliseconds);
}
