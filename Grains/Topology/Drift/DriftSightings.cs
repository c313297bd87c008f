using System.Collections.Immutable;
using Nms.Nodes;

namespace Nms.Topology.Drift;

/// <summary>What the witnesses saw, said in nodes and ports of the drawing, and who could have seen more. Pure.</summary>
internal sealed class DriftSightings
{
    private readonly Dictionary<(Guid NodeId, string Protocol), DateTimeOffset> _listeners = [];
    private readonly IReadOnlyDictionary<PortKey, DateTimeOffset> _redrawn;
    private readonly List<Seen> _seen = [];

    public DriftSightings(ProjectTopology topology, IReadOnlyDictionary<Guid, DriftWitness> witnesses, IReadOnlyDictionary<PortKey, DateTimeOffset> redrawn)
    {
        (Topology, _redrawn) = (topology, redrawn);
        Names = new DriftNames(topology, witnesses);
        var ambiguous = new List<DriftAmbiguity>();
        foreach (var witness in witnesses.Values.Where(witness => IsUp(witness.NodeId)).OrderBy(witness => witness.NodeId))
        {
            foreach (var protocol in DriftLogic.Answered(witness))
            {
                _listeners[(witness.NodeId, protocol)] = witness.At;
            }

            foreach (var sighting in witness.Neighbours)
            {
                if (Place(witness, sighting, proves: true) is { } reason)
                {
                    ambiguous.Add(new DriftAmbiguity(Evidence(witness, sighting), reason));
                }
            }

            // A table names stations far away too, of which many are no nodes: not a word about those.
            foreach (var sighting in witness.Stations)
            {
                Place(witness, sighting, proves: false);
            }
        }

        Ambiguous = [.. ambiguous.Distinct().OrderBy(one => one.Evidence.NodeId).ThenBy(one => one.Evidence.Port, StringComparer.Ordinal)
            .ThenBy(one => one.Evidence.RemoteName, StringComparer.Ordinal).ThenBy(one => one.Evidence.Protocol, StringComparer.Ordinal)];
    }

    public ProjectTopology Topology { get; }

    public DriftNames Names { get; }

    public IReadOnlyList<Seen> All => _seen;

    public ImmutableArray<DriftAmbiguity> Ambiguous { get; }

    public bool IsEquipment(Guid nodeId) => Names.Node(nodeId) is { } node && !BuiltIn.Is(node);

    public bool IsUp(Guid nodeId) => Names.Node(nodeId) is { Status: NodeStatus.Started };

    /// <summary>Whether a node would have seen by a protocol who is at a port as it is drawn now.</summary>
    public bool Listens(PortKey port, string protocol) =>
        _listeners.TryGetValue((port.NodeId, protocol), out var at) && !IsOutdated(port, at);

    public bool Speaks(Guid nodeId, string protocol) => _listeners.ContainsKey((nodeId, protocol));

    /// <summary>Whether a port was drawn anew after the instant.</summary>
    public bool IsOutdated(PortKey port, DateTimeOffset at) => _redrawn.TryGetValue(port, out var since) && at < since;

    public bool IsRedrawn(PortKey port) => _redrawn.ContainsKey(port);

    /// <summary>Why it is not known what was seen; null when it is, or when it says nothing any more.</summary>
    private string? Place(DriftWitness witness, DriftSighting sighting, bool proves)
    {
        var (remote, reason) = Names.Resolve(sighting);
        if (remote is not { } there)
        {
            return reason;
        }

        if (Names.Port(witness.NodeId, sighting.Port) is not { } port)
        {
            return $"{Names.NameOf(witness.NodeId)} has no port {sighting.Port ?? "without a name"} in GNS3.";
        }

        var remotePort = Names.Port(there, sighting.RemotePort) ?? Names.Port(there, sighting.RemotePort is null ? sighting.RemoteMac : null);
        var at = sighting.At ?? witness.At;
        if (IsUp(there) && remotePort != port && !IsOutdated(port, at) && !(remotePort is { } far && IsOutdated(far, at)))
        {
            _seen.Add(new Seen(port, there, remotePort, proves, Evidence(witness, sighting)));
        }

        return null;
    }

    private DriftEvidence Evidence(DriftWitness witness, DriftSighting sighting) => new(
        sighting.Protocol,
        witness.NodeId,
        Names.NameOf(witness.NodeId),
        sighting.Port,
        sighting.RemoteName ?? sighting.RemoteMac ?? sighting.RemoteChassis ?? sighting.RemoteAddress,
        sighting.RemotePort,
        sighting.At ?? witness.At);
}
