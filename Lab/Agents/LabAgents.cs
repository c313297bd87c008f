using System.Net;
using System.Text;
using Nms.Lab.Console;
using Nms.Lab.Networks;
using Nms.Lab.Nodes;
using Nms.Snmp;

namespace Nms.Lab.Agents;

/// <summary>
/// Has the started nodes answer at their addresses: SNMP agents and TCP services, on the loopback addresses of <see cref="AgentAddresses"/>. Once a
/// second what listens is made what ought to. An address that two nodes have is the first one's.
/// </summary>
internal sealed class LabAgents(LabState state) : IAsyncDisposable
{
    private const int SnmpPort = 161;

    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    private readonly Dictionary<IPEndPoint, Listening> _listening = [];
    private readonly HashSet<IPEndPoint> _taken = [];
    private readonly CancellationTokenSource _stopped = new();
    private Task _running = Task.CompletedTask;

    public void Start() => _running = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var one in _listening.Values) await one.Service.DisposeAsync();
        _listening.Clear();
        _stopped.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(s_period, state.Time);
        do await ReconcileAsync();
        while (await timer.WaitForNextTickAsync(_stopped.Token));
    }

    private async Task ReconcileAsync()
    {
        var wanted = Wanted();
        foreach (var (endPoint, gone) in _listening.Where(one => !wanted.TryGetValue(one.Key, out var now) || now.Machine != one.Value.Machine).ToList())
        {
            await gone.Service.DisposeAsync();
            _listening.Remove(endPoint);
        }

        // What somebody else listens at is tried again when the node is started again, and not every second.
        _taken.IntersectWith(wanted.Keys);
        foreach (var (endPoint, (machine, start)) in wanted.Where(one => !_listening.ContainsKey(one.Key) && !_taken.Contains(one.Key)))
        {
            if (start() is { } service) _listening[endPoint] = new Listening(machine, service);
            else _taken.Add(endPoint);
        }
    }

    private Dictionary<IPEndPoint, (Machine Machine, Func<IAsyncDisposable?> Start)> Wanted()
    {
        var wanted = new Dictionary<IPEndPoint, (Machine, Func<IAsyncDisposable?>)>();
        lock (state.Gate)
        {
            foreach (var node in state.Projects.Values.Where(project => project.IsOpen).SelectMany(project => project.Nodes.Values).Where(node => node.Status == NodeStatus.Started))
            {
                if (state.Machines.Find(node) is not { Stack: { } stack, Identity: not null } machine || state.Faults.IsFrozen(node.Id)) continue;
                foreach (var own in stack.Interfaces.Where(own => own is { IsEnabled: true, Address: not null })) Add(machine, stack, own.Address!.Value);
            }
        }

        return wanted;

        void Add(Machine machine, HostStack stack, uint address)
        {
            if (AgentAddresses.Find(address, SnmpPort) is { } agent) wanted.TryAdd(agent, (machine, () => StartAgent(agent, machine, stack)));
            foreach (var (port, greeting, answer) in Services(stack.Node, machine.Identity!))
            {
                if (AgentAddresses.Find(address, port) is { } service) wanted.TryAdd(service, (machine, () => AgentService.TryStart(service, greeting, answer, state.Time)));
            }
        }
    }

    private SnmpAgent? StartAgent(IPEndPoint endPoint, Machine machine, HostStack stack)
    {
        try
        {
            var fault = state.AgentFaults.GetValueOrDefault(stack.Node.Id);
            var objects = new AgentObjects(state, stack, () => machine.Identity!);
            return SnmpAgent.Start(
                new SnmpAgentOptions
                {
                    EndPoint = endPoint,
                    Communities = new Dictionary<string, SnmpAccess> { [fault?.Community ?? state.Options.Community] = SnmpAccess.ReadOnly },
                    EngineId = AgentMib.EngineId(stack.Node),
                    ResponseDelay = fault?.Delay ?? TimeSpan.Zero,
                },
                fault is null ? objects : new FaultyObjects(objects, fault),
                state.Time);
        }
        catch (System.Net.Sockets.SocketException)
        {
            return null;
        }
    }

    private static IEnumerable<(int Port, byte[] Greeting, byte[] Answer)> Services(LabNode node, AgentIdentity identity)
    {
        if (identity.IsCisco)
        {
            yield return (23, [0xFF, 0xFB, 0x01, 0xFF, 0xFB, 0x03], []);
        }
        else
        {
            yield return (22, Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u2\r\n"), []);
            if (node.Properties["image"]?.GetValue<string>().StartsWith("nginx", StringComparison.Ordinal) == true)
                yield return (80, [], Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nServer: nginx/1.24.0\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        }
    }

    private sealed record Listening(Machine Machine, IAsyncDisposable Service);
}
