using System.Diagnostics;
using System.Globalization;
using System.Net;
using Nms.Load;
using Nms.Snmp;

namespace Nms.DiscoveryBenchmarks;

/// <summary>Many agents in a process of their own, each at an address of its own.</summary>
internal sealed class AgentFleet : IDisposable
{
    public const int Port = 161;

    private readonly Process _process;

    private AgentFleet(Process process, int count) => (_process, Addresses) = (process, [.. Enumerable.Range(0, count).Select(Address)]);

    public IReadOnlyList<IPAddress> Addresses { get; }

    public static async Task<AgentFleet> StartAsync(int count)
    {
        string[] arguments = [typeof(AgentFleet).Assembly.Location, "serve-agents", count.ToString(CultureInfo.InvariantCulture)];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        return await process.StandardOutput.ReadLineAsync() is not null ? new AgentFleet(process, count) : throw new InvalidOperationException("The agents did not start.");
    }

    /// <summary>Serves until the input ends, which it does with the parent.</summary>
    public static async Task ServeAsync(int count)
    {
        // All say the same: what differs between agents costs neither reader anything.
        var objects = new SnmpObjectStore(SimulatedSwitch.Objects(ports: 24, stations: 60, vlans: 4, neighbours: 3));
        var communities = new Dictionary<string, SnmpAccess> { ["public"] = SnmpAccess.ReadOnly };
        var agents = Enumerable.Range(0, count)
            .Select(number => SnmpAgent.Start(new SnmpAgentOptions { EndPoint = new IPEndPoint(Address(number), Port), Communities = communities }, objects, TimeProvider.System)).ToList();
        Console.WriteLine("ready");
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

    private static IPAddress Address(int number) => new([127, 50, (byte)(number / 250), (byte)((number % 250) + 1)]);
}
