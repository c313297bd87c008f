using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Nms.Snmp;

namespace Nms.SnmpBenchmarks;

/// <summary>GET of one object at many agents, one request in flight at each, by us and by what else there is.</summary>
internal static class GetBenchmark
{
    private const int Agents = 200;
    private const int Rounds = 3;

    /// <summary>The one that packages of the distribution are for.</summary>
    private const string Python = "/usr/bin/python3";

    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(3);
    private static readonly Oid s_upTime = new(1, 3, 6, 1, 2, 1, 1, 3, 0);

    public static async Task<string> RunAsync(TimeProvider time)
    {
        using var agents = await AgentProcess.StartAsync(Agents);
        var peers = new List<(string Name, Func<Task<Measurement>> Run)>
        {
            ("ours, `SnmpClient.GetAsync`", () => OursAsync(agents.Ports, time)),
            ("one `UdpClient` a request, our codec", () => UdpClientsAsync(agents.Ports, time)),
            ("`snmpget`, a process a request", () => ProcessesAsync(agents.Ports, time)),
        };
        if (await CompileAsync() is { } loop)
        {
            peers.Insert(1, ("Net-SNMP's asynchronous library, C", () => LoopAsync(loop, [], agents.Ports)));
        }

        if (await HasPysnmpAsync())
        {
            peers.Insert(peers.Count - 1, ("pysnmp", () => LoopAsync(Python, [Path.Combine(AppContext.BaseDirectory, "pysnmp_loop.py")], agents.Ports)));
        }

        var all = peers.ToDictionary(peer => peer.Name, _ => new List<Measurement>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, run) in peers)
            {
                all[name].Add(await run());
            }
        }

        var ours = Median(all[peers[0].Name]);
        var text = new StringBuilder("| client | answers/s | CPU µs an answer | allocated bytes an answer | ours: answers/s ÷ its | its CPU ÷ ours |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var (name, _) in peers)
        {
            var its = Median(all[name]);
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {name} | {its.Rate:#,0} | {its.CpuMicroseconds:0.0} | {(its.Bytes is { } bytes ? bytes.ToString("#,0", CultureInfo.InvariantCulture) : "–")} | {ours.Rate / its.Rate:0.00} | {its.CpuMicroseconds / ours.CpuMicroseconds:0.00} |");
        }

        return text.ToString();
    }

    private static async Task<Measurement> OursAsync(int[] ports, TimeProvider time)
    {
        using var client = new SnmpClient(new SnmpClientOptions(), time);
        var credential = SnmpCredential.Community("public");
        Oid[] names = [s_upTime];
        return await MeasureAsync(ports, time, async port =>
            (await client.GetAsync(new SnmpTarget(new IPEndPoint(IPAddress.Loopback, port), credential), names)).Succeeded);
    }

    private static Task<Measurement> UdpClientsAsync(int[] ports, TimeProvider time)
    {
        var id = 0;
        return MeasureAsync(ports, time, async port =>
        {
            using var socket = new UdpClient(AddressFamily.InterNetwork);
            var request = new CommunityMessage(SnmpVersion.V2c, "public"u8.ToArray(), new SnmpPdu { Type = PduType.GetRequest, RequestId = Interlocked.Increment(ref id), VarBinds = [new VarBind(s_upTime)] });
            await socket.SendAsync(request.Encode(), new IPEndPoint(IPAddress.Loopback, port));
            var answer = CommunityMessage.Decode((await socket.ReceiveAsync()).Buffer);
            return answer.Pdu.RequestId == request.Pdu.RequestId;
        });
    }

    /// <summary>Sixteen at a time: more processes than that only wait for each other.</summary>
    private static async Task<Measurement> ProcessesAsync(int[] ports, TimeProvider time)
    {
        // The CPU of children is what the system accounts to this process when they have ended.
        var before = ChildrenCpu();
        var measured = await MeasureAsync(ports[..16], time, async port =>
        {
            using var process = Process.Start(new ProcessStartInfo("snmpget", ["-v2c", "-c", "public", "-m", "", $"udp:127.0.0.1:{port}", "1.3.6.1.2.1.1.3.0"]) { RedirectStandardOutput = true })!;
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        });
        return measured with { CpuMicroseconds = (ChildrenCpu() - before) / measured.Answers, Bytes = null };
    }

    /// <summary>A program that prints answers, failures and the CPU in microseconds.</summary>
    private static async Task<Measurement> LoopAsync(string program, IEnumerable<string> arguments, int[] ports)
    {
        using var process = Process.Start(new ProcessStartInfo(
            program, [.. arguments, s_round.TotalSeconds.ToString(CultureInfo.InvariantCulture), .. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))])
        { RedirectStandardOutput = true })!;
        var words = (await process.StandardOutput.ReadToEndAsync()).Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return new Measurement(words[0], words[0] / s_round.TotalSeconds, words[2] / words[0], null);
    }

    private static async Task<Measurement> MeasureAsync(int[] ports, TimeProvider time, Func<int, Task<bool>> ask)
    {
        var until = time.GetTimestamp() + (long)(s_round.TotalSeconds * time.TimestampFrequency);
        var (start, cpu, bytes) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        long answers = 0;
        await Task.WhenAll(ports.Select(port => Task.Run(async () =>
        {
            while (time.GetTimestamp() < until)
            {
                if (await ask(port))
                {
                    Interlocked.Increment(ref answers);
                }
            }
        })));
        return new Measurement(
            answers, answers / time.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / answers,
            (GC.GetTotalAllocatedBytes() - bytes) / (double)answers);
    }

    private static async Task<string?> CompileAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "net-snmp-loop");
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo("gcc", ["-O2", "-o", program, Path.Combine(AppContext.BaseDirectory, "NetSnmpLoop.c"), "-lnetsnmp"]))!;
            await compiler.WaitForExitAsync();
            return compiler.ExitCode == 0 ? program : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static async Task<bool> HasPysnmpAsync()
    {
        using var python = Process.Start(new ProcessStartInfo(Python, ["-c", "import pysnmp.hlapi.asyncore"]) { RedirectStandardError = true })!;
        await python.WaitForExitAsync();
        return python.ExitCode == 0;
    }

    /// <summary>Fields 16 and 17 of /proc/self/stat, in hundredths of a second.</summary>
    private static double ChildrenCpu()
    {
        var text = File.ReadAllText("/proc/self/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[13], CultureInfo.InvariantCulture) + double.Parse(fields[14], CultureInfo.InvariantCulture)) * 10_000;
    }

    private static Measurement Median(List<Measurement> rounds) => rounds.OrderBy(round => round.CpuMicroseconds).ElementAt(rounds.Count / 2);

    private sealed record Measurement(double Answers, double Rate, double CpuMicroseconds, double? Bytes);
}
