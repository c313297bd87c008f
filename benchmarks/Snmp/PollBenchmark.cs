using System.Globalization;
using System.Net;
using Nms.Snmp;

namespace Nms.SnmpBenchmarks;

/// <summary>
/// 5,000 agents asked for 60 objects once a minute, evenly over it: what is lost and what it costs. Beside it, all of a minute begun at
/// once, as the loop would that knows no pace.
/// </summary>
internal static class PollBenchmark
{
    private const int Agents = 5_000;
    private const int Interfaces = 10;
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    /// <summary>Six columns of ten interfaces.</summary>
    private static readonly Oid[] s_objects =
    [
        .. from column in Enumerable.Range(10, 6)
           from row in Enumerable.Range(1, Interfaces)
           select BigInterfaceTable.Tables[0].Entry.Child((uint)column, (uint)row),
    ];

    public static async Task<string> RunAsync(TimeProvider time)
    {
        using var agents = await AgentProcess.StartAsync(Agents, Interfaces);
        using var client = new SnmpClient(new SnmpClientOptions(), time);
        var paced = await MeasureAsync(agents.Ports, client, s_minute, time);
        var burst = await MeasureAsync(agents.Ports, client, TimeSpan.Zero, time);
        return string.Create(CultureInfo.InvariantCulture, $"""
            | how | complete | seconds | CPU seconds | of one core in a minute | working set MB |
            | --- | --- | --- | --- | --- | --- |
            | evenly over a minute | {paced.Complete:#,0} of {Agents:#,0} | {paced.Seconds:0.0} | {paced.Cpu:0.00} | {paced.Cpu / 60:P1} | {paced.Megabytes:0} |
            | all begun at once | {burst.Complete:#,0} of {Agents:#,0} | {burst.Seconds:0.0} | {burst.Cpu:0.00} | {burst.Cpu / 60:P1} | {burst.Megabytes:0} |
            """);
    }

    private static async Task<Measurement> MeasureAsync(int[] ports, SnmpClient client, TimeSpan over, TimeProvider time)
    {
        var (start, cpu, complete) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime, 0);
        await Task.WhenAll(ports.Select(async (port, index) =>
        {
            await Task.Delay(over * index / ports.Length, time);
            var result = await client.GetAsync(new SnmpTarget(new IPEndPoint(IPAddress.Loopback, port), SnmpCredential.Community("public")), s_objects);
            if (result.Succeeded && result.VarBinds.Count(varBind => varBind.Value.Exists) == s_objects.Length)
            {
                Interlocked.Increment(ref complete);
            }
        }));
        return new Measurement(
            complete, time.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, Environment.WorkingSet / 1048576d);
    }

    private sealed record Measurement(int Complete, double Seconds, double Cpu, double Megabytes);
}
