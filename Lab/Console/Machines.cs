using System.Collections.Concurrent;
using Nms.Lab.Networks;
using Nms.Lab.Nodes;

namespace Nms.Lab.Console;

/// <summary>The machines of the started nodes, and the network between them.</summary>
internal sealed class Machines
{
    private readonly ConcurrentDictionary<string, Machine> _machines = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, byte> _stopping = [];
    private readonly ConcurrentDictionary<string, HostStack> _outside = new(StringComparer.Ordinal);
    private readonly LabState _state;

    public Machines(LabState state)
    {
        _state = state;
        Network = new LabNetwork(state);
    }

    public LabNetwork Network { get; }

    public void Start(LabNode node)
    {
        Stop(node);
        _machines[node.Id] = Machine.Start(_state, node, DialectOf(node));
    }

    public void Stop(LabNode node)
    {
        _outside.TryRemove(node.Id, out _);
        if (!_machines.TryRemove(node.Id, out var machine)) return;
        machine.Dispose();
        _stopping.TryAdd(machine.Stopped, 0);
        foreach (var stopped in _stopping.Keys.Where(task => task.IsCompleted)) _stopping.TryRemove(stopped, out _);
    }

    /// <summary>Disconnects the clients of a node's console.</summary>
    public void ResetConsole(LabNode node) => Find(node)?.Terminal.DisconnectAll();

    public Machine? Find(LabNode node) => _machines.GetValueOrDefault(node.Id);

    /// <summary>A node's place in the network; a NAT node has one without being a machine.</summary>
    public HostStack? StackOf(LabNode node)
        => node.Type == "nat" ? _outside.GetOrAdd(node.Id, _ => OutsideStack.Of(node)) : Find(node)?.Stack;

    public async Task StopAllAsync()
    {
        foreach (var machine in _machines.Values)
        {
            machine.Dispose();
            _stopping.TryAdd(machine.Stopped, 0);
        }

        _machines.Clear();
        await Task.WhenAll(_stopping.Keys);
    }

    private IDialect DialectOf(LabNode node) => node.Type switch
    {
        "vpcs" => new VpcsDialect(_state, node),
        "dynamips" or "iou" => new IosDialect(_state, node),
        _ => new LinuxDialect(_state, node),
    };
}
