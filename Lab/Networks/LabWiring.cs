using Nms.Lab.Links;
using Nms.Lab.Nodes;

namespace Nms.Lab.Networks;

/// <summary>Cables that are plugged otherwise than they are drawn: what a label on the wall does not tell. Used under the lab's lock.</summary>
internal sealed class LabWiring
{
    private readonly Dictionary<(string NodeId, int Adapter, int Port), LinkEnd?> _plugged = [];

    /// <summary>Plugs a cable in at both ends, or pulls it out of one.</summary>
    public void Plug(LinkEnd from, LinkEnd? to)
    {
        _plugged[KeyOf(from)] = to;
        if (to is not null) _plugged[KeyOf(to)] = from;
    }

    /// <summary>Whether the cable of a port is not the drawn one, and where it leads then; null for nowhere.</summary>
    public bool TryFind(LabNode node, int adapter, int port, out LinkEnd? far) => _plugged.TryGetValue((node.Id, adapter, port), out far);

    /// <summary>Where the cable of a drawn end leads in truth; null for nowhere.</summary>
    public LinkEnd? FarOf(LinkEnd own, LinkEnd drawn) =>
        TryFind(own.Node, own.Adapter, own.Port, out var plugged) ? plugged
        : TryFind(drawn.Node, drawn.Adapter, drawn.Port, out _) ? null
        : drawn;

    /// <summary>The ports of a node whose cables are not the drawn ones, with where they lead.</summary>
    public IEnumerable<(LinkEnd Own, LinkEnd Far)> Of(LabNode node) =>
        from cable in _plugged
        where cable.Key.NodeId == node.Id && cable.Value is not null
        select (_plugged.TryGetValue(KeyOf(cable.Value!), out var own) && own is not null ? own : null, cable.Value) into ends
        where ends.Item1 is not null
        select (ends.Item1!, ends.Item2!);

    private static (string NodeId, int Adapter, int Port) KeyOf(LinkEnd end) => (end.Node.Id, end.Adapter, end.Port);
}
