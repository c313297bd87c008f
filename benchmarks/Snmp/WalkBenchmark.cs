using System.Diagnostics;
using System.Globalization;
using System.Net;
using Nms.Snmp;

namespace Nms.SnmpBenchmarks;

/// <summary>ifTable and ifXTable of 20,000 interfaces, and of 50 on a bad way, by us and by snmpbulkwalk.</summary>
internal static class WalkBenchmark
{
    private const int ManyInterfaces = 20_000;
    private const int SomeInterfaces = 50;

    public static async Task<string> RunAsync(TimeProvider time) => $"""
        Without latency, the middle of three:

        {await RunAsync(ManyInterfaces, 0, 0, 3, time)}

        Behind a millisecond of latency, once:

        {await RunAsync(ManyInterfaces, 1, 0, 1, time)}
        """;

    public static async Task<string> RunLossyAsync(TimeProvider time) => $"""
        Behind 50 ms of latency, the middle of three:

        {await RunAsync(SomeInterfaces, 50, 0, 3, time)}

        Behind 50 ms of latency that lose two of a hundred requests and two of a hundred answers, the middle of three:

        {await RunAsync(SomeInterfaces, 50, 2, 3, time)}
        """;

    private static async Task<string> RunAsync(int interfaces, int latencyMilliseconds, int lossPercent, int rounds, TimeProvider time)
    {
        using var agent = await AgentProcess.StartAsync(1, interfaces, latencyMilliseconds, lossPercent);
        var endPoint = new IPEndPoint(IPAddress.Loopback, agent.Ports[0]);
        var ours = new List<double>();
        var theirs = new List<double>();
        var rows = 0;
        var lines = 0;
        for (var round = 0; round < rounds; round++)
        {
            using var client = new SnmpClient(new SnmpClientOptions(), time);
            var target = new SnmpTarget(endPoint, SnmpCredential.Community("public"));
            var start = time.GetTimestamp();
            rows = 0;
            foreach (var (entry, columns) in BigInterfaceTable.Tables)
            {
                var table = await client.GetTableAsync(target, [.. Enumerable.Range(1, (int)columns).Select(column => entry.Child((uint)column))]);
                rows += table.IsComplete ? table.Rows.Count : throw new InvalidOperationException("The table was not read to its end.");
            }

            ours.Add(time.GetElapsedTime(start).TotalSeconds);
            start = time.GetTimestamp();
            lines = 0;
            foreach (var (entry, _) in BigInterfaceTable.Tables)
            {
                using var process = Process.Start(new ProcessStartInfo("snmpbulkwalk", ["-v2c", "-c", "public", "-m", "", "-On", $"udp:{endPoint}", entry.ToString()]) { RedirectStandardOutput = true })!;
                while (await process.StandardOutput.ReadLineAsync() is not null)
                {
                    lines++;
                }

                await process.WaitForExitAsync();
            }

            theirs.Add(time.GetElapsedTime(start).TotalSeconds);
        }

        return string.Create(CultureInfo.InvariantCulture, $"""
            | client | seconds | values | its time ÷ ours |
            | --- | --- | --- | --- |
            | ours, `SnmpClient.GetTableAsync` | {Median(ours):0.00} | {rows:#,0} rows | 1.00 |
            | `snmpbulkwalk` | {Median(theirs):0.00} | {lines:#,0} | {Median(theirs) / Median(ours):0.00} |
            """);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
