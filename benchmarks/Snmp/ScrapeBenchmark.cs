using System.Diagnostics;
using System.Globalization;
using System.Net;
using Nms.Snmp;

namespace Nms.SnmpBenchmarks;

/// <summary>ifTable of agents with ten interfaces each, read whole as often as it goes, by us and by Prometheus' snmp_exporter.</summary>
internal static class ScrapeBenchmark
{
    private const int Agents = 200;
    private const int AtOnce = 32;
    private const int Interfaces = 10;
    private const int Columns = 22;
    private const int Rounds = 3;
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(3);
    private static readonly Oid s_ifEntry = BigInterfaceTable.Tables[0].Entry;

    public static async Task<string> RunAsync(TimeProvider time)
    {
        using var agents = await AgentProcess.StartAsync(Agents, Interfaces);
        var address = $"127.0.0.1:{FreePort()}";
        using var exporter = Process.Start(new ProcessStartInfo(
            "prometheus-snmp-exporter", [$"--config.file={Path.Combine(AppContext.BaseDirectory, "snmp_exporter.yml")}", $"--web.listen-address={address}", "--log.level=error"]))!;
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://{address}") };
            await ReadyAsync(http, agents.Ports[0], time);
            using var client = new SnmpClient(new SnmpClientOptions(), time);
            var (ours, theirs) = (new List<Measurement>(), new List<Measurement>());
            for (var round = 0; round < Rounds; round++)
            {
                ours.Add(await MeasureAsync(agents.Ports, Environment.ProcessId, time, port => WalkAsync(client, port)));
                theirs.Add(await MeasureAsync(agents.Ports, exporter.Id, time, port => ScrapeAsync(http, port)));
            }

            var (a, b) = (Median(ours), Median(theirs));
            return string.Create(CultureInfo.InvariantCulture, $"""
                | client | tables/s | CPU µs a table | ours: tables/s ÷ its | its CPU ÷ ours |
                | --- | --- | --- | --- | --- |
                | ours, `SnmpClient.WalkAsync` | {a.Rate:#,0} | {a.Cpu:#,0} | 1.00 | 1.00 |
                | `snmp_exporter`, a scrape of HTTP each | {b.Rate:#,0} | {b.Cpu:#,0} | {a.Rate / b.Rate:0.0} | {b.Cpu / a.Cpu:0.0} |
                """);
        }
        finally
        {
            exporter.Kill();
        }
    }

    private static async Task WalkAsync(SnmpClient client, int port)
    {
        var walk = await client.WalkAsync(new SnmpTarget(new IPEndPoint(IPAddress.Loopback, port), SnmpCredential.Community("public")), s_ifEntry);
        if (walk.VarBinds.Count != Interfaces * Columns)
        {
            throw new InvalidOperationException($"{walk.VarBinds.Count} values: {walk.Outcome}");
        }
    }

    private static async Task ScrapeAsync(HttpClient http, int port)
    {
        var text = await http.GetStringAsync(new Uri($"/snmp?module=table&target=127.0.0.1:{port}", UriKind.Relative));
        if (!text.Contains($"column22{{row=\"{Interfaces}\"}}", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(text[..Math.Min(text.Length, 500)]);
        }
    }

    private static async Task ReadyAsync(HttpClient http, int port, TimeProvider time)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await ScrapeAsync(http, port);
                return;
            }
            catch (HttpRequestException) when (time.GetElapsedTime(started) < TimeSpan.FromSeconds(10))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), time);
            }
        }
    }

    private static async Task<Measurement> MeasureAsync(int[] ports, int process, TimeProvider time, Func<int, Task> read)
    {
        var (start, cpu, next) = (time.GetTimestamp(), Cpu(process), -1);
        var done = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (time.GetElapsedTime(start) < s_round)
            {
                await read(ports[Interlocked.Increment(ref next) % ports.Length]);
                Interlocked.Increment(ref done);
            }
        })));
        return new Measurement(done / time.GetElapsedTime(start).TotalSeconds, (Cpu(process) - cpu) / done);
    }

    /// <summary>Microseconds: fields 14 and 15 of stat, in hundredths of a second.</summary>
    private static double Cpu(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");
        return text[(text.LastIndexOf(')') + 2)..].Split(' ')[11..13].Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) * 10_000;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Measurement Median(List<Measurement> rounds) => rounds.OrderBy(round => round.Rate).ElementAt(rounds.Count / 2);

    private sealed record Measurement(double Rate, double Cpu);
}
