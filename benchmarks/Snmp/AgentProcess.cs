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

    public static async Task<AgentProcess> StartAsync(int count)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(AgentProcess).Assembly.Location, "agents", count.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The agents did not start.");
        return new AgentProcess(process, [.. line.Split(' ').Select(port => int.Parse(port, CultureInfo.InvariantCulture))]);
    }

    /// <summary>Serves until the input ends, which it does with the parent.</summary>
    public static async Task ServeAsync(int count)
    {
        var objects = new BigInterfaceTable(20_000);
        var options = new SnmpAgentOptions { Communities = new Dictionary<string, SnmpAccess> { ["public"] = SnmpAccess.ReadOnly }, MaxResponseBytes = 16 * 1024 };
        var agents = Enumerable.Range(0, count).Select(_ => SnmpAgent.Start(options, objects, TimeProvider.System)).ToList();
        Console.WriteLine(string.Join(' ', agents.Select(agent => agent.EndPoint.Port)));
        await Console.In.ReadToEndAsync();
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
