namespace Nms.Topology.Drift;

/// <summary>Says of every link what is to be thought of it, and why. Pure.</summary>
internal sealed class DriftVerdicts
{
    private static readonly string[] s_neighbourProtocols = ["lldp", "cdp"];

    private readonly DriftSightings _sightings;
    private readonly DriftNames _names;
    private readonly DriftProofs _proofs;
    private readonly Dictionary<string, Dictionary<Guid, (PortKey First, PortKey Second)>> _sides;

    public DriftVerdicts(DriftSightings sightings)
    {
        (_sightings, _names) = (sightings, sightings.Names);
        _proofs = new DriftProofs(sightings);
        _sides = s_neighbourProtocols.ToDictionary(protocol => protocol, protocol => _proofs.Drawn.Sides(port => sightings.Listens(port, protocol)));
    }

    public DriftItem Judge(LinkSnapshot link)
    {
        var (a, b) = (PortKey.Of(link.Endpoints[0]), PortKey.Of(link.Endpoints[1]));
        var proof = _proofs.Of(link);
        var (state, reason) = Verdict(link, a, b, proof);
        return new DriftItem
        {
            ItemId = $"link:{link.LinkId:D}",
            State = state,
            LinkId = link.LinkId,
            A = End(a),
            B = End(b),
            Reason = reason,
            Evidence = state switch
            {
                DriftState.WrongPort or DriftState.DrawnNotSeen => proof.Evidence(contrary: true),
                DriftState.NotObservable => [],
                _ => proof.Evidence(contrary: false),
            },
        };
    }

    /// <summary>What is seen between ports that nothing drawn brings together; both directions and all protocols as one.</summary>
    public IEnumerable<DriftItem> NotDrawn()
    {
        // One end may not know the port of the other, which the other then does.
        var told = _proofs.NotDrawn.Where(seen => seen.RemotePort is not null).ToLookup(seen => (seen.Remote, seen.RemotePort!.Value), seen => seen.Port);
        return _proofs.NotDrawn
            .Select(seen => (Seen: seen, Far: seen.RemotePort ?? Only(told[(seen.Port.NodeId, seen.Port)].Where(port => port.NodeId == seen.Remote))))
            .Select(pair => (pair.Seen, One: Side(pair.Seen.Port), Other: pair.Far is { } port ? Side(port) : Side(pair.Seen)))
            .Select(pair => string.CompareOrdinal(pair.One.Key, pair.Other.Key) <= 0 ? (pair.Seen, A: pair.One, B: pair.Other) : (pair.Seen, A: pair.Other, B: pair.One))
            .GroupBy(pair => $"seen:{pair.A.Key}-{pair.B.Key}", StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group =>
            {
                var proof = new LinkProof();
                foreach (var (seen, _, _) in group)
                {
                    proof.Contradicted(seen.Evidence, isElsewhere: false);
                }

                var evidence = proof.Evidence(contrary: true);
                return new DriftItem
                {
                    ItemId = group.Key,
                    State = DriftState.SeenNotDrawn,
                    A = group.First().A.End,
                    B = group.First().B.End,
                    Evidence = evidence,
                    Reason = $"{evidence[0].NodeName} hears {evidence[0].RemoteName} at {evidence[0].Port}, and nothing drawn brings the two together there.",
                };
            });
    }

    private (DriftState State, string Reason) Verdict(LinkSnapshot link, PortKey a, PortKey b, LinkProof proof)
    {
        if (link.Suspended)
        {
            return proof.IsSeen
                ? (DriftState.SeenThoughSuspended, "The link is suspended in GNS3, and its ends see each other.")
                : (DriftState.Suspended, "The link is suspended in GNS3.");
        }

        if ((Down(a) ?? Down(b)) is { } down)
        {
            return (DriftState.NotObservable, down);
        }

        if (proof.IsElsewhere)
        {
            return (DriftState.WrongPort, $"{_names.NameOf(a.NodeId)} and {_names.NameOf(b.NodeId)} are next to each other, but at other ports: {Hears(proof.Evidence(contrary: true)[0])}.");
        }

        var expected = Expected(link);
        var blocks = BuiltIn.Blocks(link);
        if (proof.IsSeen)
        {
            return proof.IsOneWay && expected is not null && blocks is null
                ? (DriftState.OneWay, $"{Hears(proof.Evidence(contrary: false)[0])}, and is not heard by who could hear it.")
                : (DriftState.Confirmed, proof.IsProven ? $"{Hears(proof.Evidence(contrary: false)[0])}." : $"{Hears(proof.Evidence(contrary: false)[0])}: they are on one network.");
        }

        if (proof.HasContrary)
        {
            return (DriftState.DrawnNotSeen, $"{Hears(proof.Evidence(contrary: true)[0])} instead.");
        }

        if (blocks is not null)
        {
            return (DriftState.NotObservable, $"A filter of the link keeps its ends from hearing each other: {blocks}.");
        }

        if (expected is { } pair)
        {
            return (DriftState.DrawnNotSeen, $"{_names.NameOf(pair.First.NodeId)} ought to hear {_names.NameOf(pair.Second.NodeId)} over it, and neither hears the other.");
        }

        return (DriftState.NotObservable, _sightings.IsRedrawn(a) || _sightings.IsRedrawn(b)
            ? "It was drawn, or changed, after the network was last asked."
            : "No two speak and hear LLDP or CDP over it, and no table names who is behind it.");
    }

    /// <summary>Two of different nodes, one on each side, who would hear each other over the link; null when there are none.</summary>
    private (PortKey First, PortKey Second)? Expected(LinkSnapshot link)
    {
        // LLDP is of IEEE 802 networks; CDP travels on serial lines too.
        foreach (var protocol in s_neighbourProtocols.Where(protocol => protocol == "cdp" || link.LinkType == "ethernet"))
        {
            if (_sides[protocol].TryGetValue(link.LinkId, out var pair) && pair.First.NodeId != pair.Second.NodeId)
            {
                return pair;
            }
        }

        return null;
    }

    private string? Down(PortKey port) =>
        _sightings.IsEquipment(port.NodeId) && !_sightings.IsUp(port.NodeId) ? $"{_names.NameOf(port.NodeId)} is not started." : null;

    private DriftEnd End(PortKey port) => new(port.NodeId, _names.NameOf(port.NodeId), _names.PortName(port));

    private static string Hears(DriftEvidence one) => one.Protocol switch
    {
        "lldp" or "cdp" => $"{one.NodeName} hears {one.RemoteName}{(one.RemotePort is null ? "" : $" {one.RemotePort}")} at {one.Port}",
        "arp" => $"{one.NodeName} has {one.RemoteName} in its ARP table at {one.Port}",
        "fdb" => $"{one.NodeName} has {one.RemoteName} in its forwarding table at {one.Port}",
        _ => $"{one.NodeName} has {one.RemoteName} as {one.Protocol.ToUpperInvariant()} neighbour at {one.Port}",
    };

    private static PortKey? Only(IEnumerable<PortKey> ports) => ports.Distinct().Take(2).ToList() is [var only] ? only : null;

    private (string Key, DriftEnd End) Side(PortKey port) => ($"{port.NodeId:D}/{port.Adapter}/{port.Port}", End(port));

    /// <summary>The far end of a sighting whose port is not known in GNS3.</summary>
    private (string Key, DriftEnd End) Side(Seen seen) =>
        ($"{seen.Remote:D}/{seen.Evidence.RemotePort}", new DriftEnd(seen.Remote, _names.NameOf(seen.Remote), seen.Evidence.RemotePort));
}
