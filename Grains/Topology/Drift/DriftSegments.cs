using Nms.Nodes;

namespace Nms.Topology.Drift;

/// <summary>
/// The drawing as networks: ports of equipment that hear each other when everything is as it is drawn. Switches and hubs that GNS3 carries itself
/// pass every frame and are no equipment. Knows for each link whether it is the only way between its two sides. Pure.
/// </summary>
internal sealed class DriftSegments
{
    private readonly Dictionary<PortKey, int> _places = [];
    private readonly List<PortKey> _keys = [];
    private readonly List<List<(int Other, int Edge)>> _neighbours = [];
    private readonly List<Edge> _edges = [];
    private readonly Dictionary<Guid, int> _edgeOf = [];
    private readonly Dictionary<Guid, NodeSnapshot> _nodes;
    private readonly Dictionary<Guid, IReadOnlyDictionary<int, int>> _vlans = [];
    private readonly Dictionary<(int Segment, Guid NodeId), List<PortKey>> _ports = [];
    private readonly HashSet<int> _outside = [];
    private readonly List<int> _order = [];
    private int[] _segment = [];
    private int[] _depth = [];
    private int[] _parent = [];
    private int[] _parentEdge = [];

    public DriftSegments(ProjectTopology topology, bool suspendedToo)
    {
        _nodes = topology.Nodes.ToDictionary(node => node.Key.NodeId);
        foreach (var link in topology.Links.Where(link => link.Endpoints.Length == 2 && (suspendedToo || !link.Suspended)).OrderBy(link => link.LinkId))
        {
            var (one, other) = (Place(PortKey.Of(link.Endpoints[0])), Place(PortKey.Of(link.Endpoints[1])));
            if (one != other && _edgeOf.TryAdd(link.LinkId, _edges.Count))
            {
                _neighbours[one].Add((other, _edges.Count));
                _neighbours[other].Add((one, _edges.Count));
                _edges.Add(new Edge(link));
            }
        }

        Walk();
        Gather();
    }

    /// <summary>The ports of a node in the network of a port, itself left out.</summary>
    public IEnumerable<PortKey> Together(PortKey port, Guid nodeId) =>
        Segment(port) is { } segment && _ports.TryGetValue((segment, nodeId), out var ports) ? ports.Where(other => other != port) : [];

    public bool AreTogether(PortKey one, PortKey other) => Segment(one) is { } segment && segment == Segment(other);

    /// <summary>Whether the network of a port goes on outside of the lab.</summary>
    public bool LeadsOut(PortKey port) => Segment(port) is { } segment && _outside.Contains(segment);

    /// <summary>The link drawn at a port.</summary>
    public LinkSnapshot? LinkAt(PortKey port) =>
        _places.TryGetValue(port, out var place) && _neighbours[place] is [var only] ? _edges[only.Edge].Link : null;

    public int? Segment(PortKey port) => _places.TryGetValue(Normal(port), out var place) ? _segment[place] : null;

    /// <summary>All ports of equipment in some networks, with what is said of each network.</summary>
    public IEnumerable<(PortKey Port, T Value)> PortsIn<T>(IReadOnlyDictionary<int, T> segments) => Enumerable.Range(0, _keys.Count)
        .Where(place => IsEquipment(place) && segments.ContainsKey(_segment[place])).Select(place => (_keys[place], segments[_segment[place]]));

    /// <summary>
    /// The links that a frame must have crossed from one port to another: those without a way round. Each with whether it left the link at its
    /// second end.
    /// </summary>
    public IEnumerable<(LinkSnapshot Link, bool TowardsSecond)> Way(PortKey from, PortKey to)
    {
        if (!AreTogether(from, to))
        {
            yield break;
        }

        var (source, sink) = (_places[from], _places[to]);
        while (source != sink)
        {
            var climbsFromSource = _depth[source] >= _depth[sink];
            var child = climbsFromSource ? source : sink;
            var edge = _edges[_parentEdge[child]];
            if (edge.IsOnlyWay)
            {
                var arrives = climbsFromSource ? _parent[child] : child;
                yield return (edge.Link, Place(PortKey.Of(edge.Link.Endpoints[1])) == arrives);
            }

            (source, sink) = climbsFromSource ? (_parent[child], sink) : (source, _parent[child]);
        }
    }

    /// <summary>Counts, for every link that is the only way between its sides, the ports on each side for which something holds.</summary>
    public Dictionary<Guid, (PortKey First, PortKey Second)> Sides(Func<PortKey, bool> holds)
    {
        var below = new PortKey?[_keys.Count];
        var firsts = new Dictionary<int, List<PortKey>>();
        foreach (var place in _order)
        {
            if (IsEquipment(place) && holds(_keys[place]))
            {
                if (!firsts.TryGetValue(_segment[place], out var list))
                {
                    firsts[_segment[place]] = list = [];
                }

                list.Add(_keys[place]);
            }
        }

        // In the order of the walk what hangs below a place is one stretch: a port outside of it is the first or the last of its segment.
        var start = new int[_keys.Count];
        var end = new int[_keys.Count];
        for (var i = 0; i < _order.Count; i++)
        {
            start[_order[i]] = end[_order[i]] = i;
        }

        for (var i = _order.Count - 1; i >= 0; i--)
        {
            var place = _order[i];
            below[place] ??= IsEquipment(place) && holds(_keys[place]) ? _keys[place] : null;
            if (_parent[place] >= 0)
            {
                end[_parent[place]] = Math.Max(end[_parent[place]], end[place]);
                below[_parent[place]] ??= below[place];
            }
        }

        var sides = new Dictionary<Guid, (PortKey, PortKey)>();
        foreach (var place in _order.Where(place => _parentEdge[place] >= 0 && _edges[_parentEdge[place]].IsOnlyWay && below[place] is not null))
        {
            var all = firsts[_segment[place]];
            bool Inside(PortKey port) => start[_places[port]] >= start[place] && start[_places[port]] <= end[place];
            if (!Inside(all[0]) || !Inside(all[^1]))
            {
                sides[_edges[_parentEdge[place]].Link.LinkId] = (below[place]!.Value, Inside(all[0]) ? all[^1] : all[0]);
            }
        }

        return sides;
    }

    private bool IsEquipment(int place) => _nodes.TryGetValue(_keys[place].NodeId, out var node) && !BuiltIn.Is(node);

    /// <summary>All ports of a hub are one place, and those of a switch one for each VLAN.</summary>
    private PortKey Normal(PortKey port)
    {
        if (!_nodes.TryGetValue(port.NodeId, out var node) || !BuiltIn.PassesOn(node))
        {
            return port;
        }

        if (!_vlans.TryGetValue(port.NodeId, out var vlans))
        {
            _vlans[port.NodeId] = vlans = BuiltIn.Vlans(node);
        }

        return new PortKey(port.NodeId, -1, vlans.GetValueOrDefault(port.Port, 1));
    }

    private int Place(PortKey end)
    {
        var port = Normal(end);
        if (!_places.TryGetValue(port, out var place))
        {
            _places[port] = place = _keys.Count;
            _keys.Add(port);
            _neighbours.Add([]);
        }

        return place;
    }

    /// <summary>Depth first, without recursion: a segment may be as long as the lab. An edge is the only way when nothing below reaches above it.</summary>
    private void Walk()
    {
        var count = _keys.Count;
        (_segment, _depth, _parent, _parentEdge) = (new int[count], new int[count], new int[count], new int[count]);
        var low = new int[count];
        var seen = new int[count];
        var next = new int[count];
        Array.Fill(seen, -1);
        var stack = new Stack<int>();
        for (var root = 0; root < count; root++)
        {
            if (seen[root] >= 0)
            {
                continue;
            }

            (_segment[root], _parent[root], _parentEdge[root]) = (root, -1, -1);
            Enter(root);
            while (stack.TryPeek(out var place))
            {
                if (next[place] < _neighbours[place].Count)
                {
                    var (other, edge) = _neighbours[place][next[place]++];
                    if (edge == _parentEdge[place])
                    {
                        continue;
                    }

                    if (seen[other] >= 0)
                    {
                        low[place] = Math.Min(low[place], seen[other]);
                        continue;
                    }

                    (_segment[other], _depth[other], _parent[other], _parentEdge[other]) = (root, _depth[place] + 1, place, edge);
                    Enter(other);
                }
                else
                {
                    stack.Pop();
                    if (_parent[place] >= 0)
                    {
                        low[_parent[place]] = Math.Min(low[_parent[place]], low[place]);
                        _edges[_parentEdge[place]].IsOnlyWay = low[place] > seen[_parent[place]];
                    }
                }
            }
        }

        void Enter(int place)
        {
            seen[place] = low[place] = _order.Count;
            _order.Add(place);
            stack.Push(place);
        }
    }

    private void Gather()
    {
        for (var place = 0; place < _keys.Count; place++)
        {
            var port = _keys[place];
            if (!_nodes.TryGetValue(port.NodeId, out var node))
            {
                continue;
            }

            if (BuiltIn.LeadsOut(node))
            {
                _outside.Add(_segment[place]);
            }
            else if (!BuiltIn.Is(node))
            {
                if (!_ports.TryGetValue((_segment[place], port.NodeId), out var ports))
                {
                    _ports[(_segment[place], port.NodeId)] = ports = [];
                }

                ports.Add(port);
            }
        }
    }

    private sealed class Edge(LinkSnapshot link)
    {
        public LinkSnapshot Link { get; } = link;

        public bool IsOnlyWay { get; set; }
    }
}
