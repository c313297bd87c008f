namespace Nms.Topology.Drift;

/// <summary>Lays what was seen over the drawing: what agrees becomes proof of the links it crossed, what does not stands against some. Pure.</summary>
internal sealed class DriftProofs
{
    private readonly DriftSightings _sightings;
    private readonly DriftSegments _drawn;
    private readonly DriftSegments _withSuspended;
    private readonly Dictionary<Guid, LinkProof> _proofs = [];
    private readonly Dictionary<int, int> _joined = [];
    private readonly ILookup<(Guid, Guid), LinkSnapshot> _direct;

    public DriftProofs(DriftSightings sightings)
    {
        _sightings = sightings;
        _drawn = new DriftSegments(sightings.Topology, suspendedToo: false);
        _withSuspended = new DriftSegments(sightings.Topology, suspendedToo: true);
        _direct = sightings.Topology.Links.Where(link => !link.Suspended && link.Endpoints.Length == 2).OrderBy(link => link.LinkId)
            .ToLookup(link => Pair(link.Endpoints[0].NodeId, link.Endpoints[1].NodeId));
        JoinThroughTheSilent();
        var contrary = sightings.All.Where(seen => !Agrees(seen) && seen.Proves && !IsExplained(seen)).ToList();
        NotDrawn = [.. contrary.Where(seen => !StandsAgainstLinks(seen))];
    }

    public DriftSegments Drawn => _drawn;

    /// <summary>Neighbours where nothing of the kind is drawn.</summary>
    public IReadOnlyList<Seen> NotDrawn { get; }

    public LinkProof Of(LinkSnapshot link)
    {
        if (!_proofs.TryGetValue(link.LinkId, out var proof))
        {
            _proofs[link.LinkId] = proof = new LinkProof();
        }

        return proof;
    }

    /// <summary>Takes a sighting as proof of the links it crossed; false when the drawing does not bring the two together there.</summary>
    private bool Agrees(Seen seen)
    {
        var remote = seen.RemotePort is { } port && _drawn.AreTogether(seen.Port, port) ? port : (PortKey?)null;
        if (remote is null && (seen.RemotePort is null || !seen.Proves))
        {
            var there = _drawn.Together(seen.Port, seen.Remote).Take(2).ToList();
            if (there is [_, _])
            {
                Arrived(seen);
                return true;
            }

            remote = there is [var only] ? only : null;
        }

        if (remote is null)
        {
            return false;
        }

        foreach (var (link, towardsSecond) in _drawn.Way(remote.Value, seen.Port))
        {
            Of(link).Crossed(towardsSecond, seen);
        }

        return true;
    }

    /// <summary>Whether a neighbour that the drawing does not bring there comes through what is suspended, the outside, or equipment that passes CDP on.</summary>
    private bool IsExplained(Seen seen)
    {
        var far = seen.RemotePort ?? (_withSuspended.Together(seen.Port, seen.Remote).Take(2).ToList() is [var only] ? only : null);
        if (far is { } port && _withSuspended.AreTogether(seen.Port, port))
        {
            foreach (var (link, towardsSecond) in _withSuspended.Way(port, seen.Port).Where(step => step.Link.Suspended))
            {
                Of(link).Crossed(towardsSecond, seen);
            }

            return true;
        }

        var ports = seen.RemotePort is { } known ? [known] : PortsOf(seen.Remote).ToList();
        var through = ports.Where(other => (_drawn.LeadsOut(seen.Port) && _drawn.LeadsOut(other)) || (seen.Evidence.Protocol == "cdp" && AreJoined(seen.Port, other))).Take(2).ToList();
        if (through is [])
        {
            return false;
        }

        Arrived(seen);
        if (through is [var left] && _drawn.LinkAt(left) is { } link2)
        {
            Of(link2).Crossed(PortKey.Of(link2.Endpoints[0]) == left, seen);
        }

        return true;
    }

    /// <summary>Holds a neighbour against the links that ought to bring the two together and show nothing; false when there are none.</summary>
    private bool StandsAgainstLinks(Seen seen)
    {
        var doubtful = _drawn.Together(seen.Port, seen.Remote)
            .Concat(seen.RemotePort is { } port ? _drawn.Together(port, seen.Port.NodeId) : [])
            .Select(_drawn.LinkAt).OfType<LinkSnapshot>().Where(link => !Of(link).IsProven).DistinctBy(link => link.LinkId).ToList();
        if (doubtful is [])
        {
            doubtful = [.. _direct[Pair(seen.Port.NodeId, seen.Remote)].Where(link => !Of(link).IsProven).Take(2)];
            doubtful = doubtful is [_] ? doubtful : [];
        }

        foreach (var link in doubtful)
        {
            Of(link).Contradicted(seen.Evidence, isElsewhere: true);
        }

        // A cable has two ends: who hears another there does not hear the one that is drawn.
        foreach (var end in new[] { seen.Port, seen.RemotePort }.OfType<PortKey>())
        {
            if (doubtful is [] && _drawn.LinkAt(end) is { } link && link.Endpoints.All(one => _sightings.IsEquipment(one.NodeId)))
            {
                Of(link).Contradicted(seen.Evidence, isElsewhere: false);
            }
        }

        return doubtful is not [];
    }

    /// <summary>Something came in at the port, from wherever.</summary>
    private void Arrived(Seen seen)
    {
        if (_drawn.LinkAt(seen.Port) is { } link)
        {
            Of(link).Crossed(PortKey.Of(link.Endpoints[1]) == seen.Port, seen);
        }
    }

    /// <summary>CDP is sent to an address that switches which do not speak it pass on like any other.</summary>
    private void JoinThroughTheSilent()
    {
        foreach (var node in _sightings.Topology.Nodes.Where(node => _sightings.IsEquipment(node.Key.NodeId) && !_sightings.Speaks(node.Key.NodeId, "cdp")))
        {
            var segments = PortsOf(node.Key.NodeId).Select(_drawn.Segment).OfType<int>().Distinct().ToList();
            foreach (var segment in segments.Skip(1))
            {
                _joined[Root(segment)] = Root(segments[0]);
            }
        }
    }

    private bool AreJoined(PortKey one, PortKey other) =>
        _drawn.Segment(one) is { } first && _drawn.Segment(other) is { } second && Root(first) == Root(second);

    private int Root(int segment)
    {
        while (_joined.TryGetValue(segment, out var parent) && parent != segment)
        {
            _joined[segment] = _joined.GetValueOrDefault(parent, parent);
            segment = parent;
        }

        return segment;
    }

    private IEnumerable<PortKey> PortsOf(Guid nodeId) =>
        _sightings.Names.Node(nodeId)?.Ports.Select(port => new PortKey(nodeId, port.AdapterNumber, port.PortNumber)) ?? [];

    private static (Guid, Guid) Pair(Guid one, Guid other) => one.CompareTo(other) <= 0 ? (one, other) : (other, one);
}
