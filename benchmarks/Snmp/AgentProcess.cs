using System.Diagnostics;
using System.Globalization;
using Nms.Snmp;

namespace Nms.SnmpBenchmarks;

/// <summary>Agents in a process of their own, so that their CPU is not the client's.</summary>
internal sealed class AgentProcess : IDisposable
{
    private readonly Process _process;

    private AgentProcess(Process process, int[] ports)
    {
        _process = process;
        Ports = ports;
    }

    public int[] Ports { get; }

    /// <summary>Starts agents.</summary>
    /// <param name="count">How many, each at a port of its own.</param>
    /// <param name="interfaces">The rows of ifTable and ifXTable of each.</param>
    /// <param name="latencyMilliseconds">How long an agent waits before it looks at a request.</param>
    /// <param name="lossPercent">How many of a hundred requests, and of a hundred answers, get lost.</param>
    public static async Task<AgentProcess> StartAsync(int count, int interfaces = 20_000, int latencyMilliseconds = 0, int lossPercent = 0)
    {
        string[] numbers = [.. new[] { count, interfaces, latencyMilliseconds, lossPercent }.Select(number => number.ToString(CultureInfo.InvariantCulture))];
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(AgentProcess).Assembly.Location, "agents", .. numbers])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The agents did not start.");
        return new AgentProcess(process, [.. line.Split(' ').Select(port => int.Parse(port, CultureInfo.InvariantCulture))]);
    }

    /// <summary>Serves until the input ends, which it does with the parent.</summary>
    public static async Task ServeAsync(int count, int interfaces, int latencyMilliseconds, int lossPercent)
    {
        var objects = new BigInterfaceTable((uint)interfaces);
        var options = new SnmpAgentOptions { Communities = new Dictionary<string, SnmpAccess> { ["public"] = SnmpAccess.ReadOnly }, MaxResponseBytes = 16 * 1024 };
        var agents = Enumerable.Range(0, count).Select(_ => SnmpAgent.Start(options, objects, TimeProvider.System)).ToList();
        using var stop = new CancellationTokenSource();
        var delay = TimeSpan.FromMilliseconds(latencyMilliseconds);
        var isFar = latencyMilliseconds > 0 || lossPercent > 0;
        var ports = agents.Select(agent => isFar ? SlowRelay.Start(agent.EndPoint, delay, lossPercent, stop.Token) : agent.EndPoint.Port);
        Console.WriteLine(string.Join(' ', ports));
        await Console.In.ReadToEndAsync();
        await stop.CancelAsync();
        foreach (var agent in agents)
        {
            await agent.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
