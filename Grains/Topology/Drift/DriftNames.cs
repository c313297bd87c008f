using Nms.Nodes;

namespace Nms.Topology.Drift;

/// <summary>Finds out which node a neighbour is that somebody names, and which of its ports. Pure.</summary>
internal sealed class DriftNames
{
    private readonly Dictionary<Guid, NodeSnapshot> _nodes;
    private readonly Dictionary<Guid, PortBook> _ports;
    private readonly ILookup<string, Guid> _byMac;
    private readonly ILookup<string, Guid> _byName;
    private readonly ILookup<string, Guid> _byChassis;
    private readonly ILookup<string, Guid> _byAddress;

    public DriftNames(ProjectTopology topology, IReadOnlyDictionary<Guid, DriftWitness> witnesses)
    {
        _nodes = topology.Nodes.ToDictionary(node => node.Key.NodeId);
        _ports = topology.Nodes.ToDictionary(node => node.Key.NodeId, node => new PortBook(node, witnesses.GetValueOrDefault(node.Key.NodeId)));
        var known = witnesses.Values.Where(witness => _nodes.ContainsKey(witness.NodeId)).OrderBy(witness => witness.NodeId).ToList();
        _byMac = Book(known.SelectMany(witness => witness.MacAddresses.Concat(witness.Ports.Select(port => port.MacAddress)).Select(mac => (MacAddress(mac), witness.NodeId))));
        _byChassis = Book(known.SelectMany(witness => witness.ChassisIds.Select(id => (Text(id), witness.NodeId))));
        _byAddress = Book(known.SelectMany(witness => witness.Addresses.Select(address => (Text(address), witness.NodeId))));
        _byName = Book(topology.Nodes.Select(node => (Short(node.Name), node.Key.NodeId))
            .Concat(known.SelectMany(witness => witness.HostNames.Select(name => (Short(name), witness.NodeId)))));
    }

    /// <summary>Lower-case with colons; null for what is no MAC address of six bytes.</summary>
    public static string? MacAddress(string? text)
    {
        if (text is not { Length: >= 12 and <= 17 })
        {
            return null;
        }

        // Every port and every sighting comes by here: a text that is as it should be is kept.
        Span<char> mac = ['.', '.', ':', '.', '.', ':', '.', '.', ':', '.', '.', ':', '.', '.', ':', '.', '.'];
        var digits = 0;
        foreach (var character in text)
        {
            if (character is ':' or '-' or '.')
            {
                continue;
            }

            if (digits == 12 || !char.IsAsciiHexDigit(character))
            {
                return null;
            }

            mac[digits + (digits / 2)] = char.ToLowerInvariant(character);
            digits++;
        }

        return digits < 12 ? null : mac.SequenceEqual(text) ? text : new string(mac);
    }

    public NodeSnapshot? Node(Guid nodeId) => _nodes.GetValueOrDefault(nodeId);

    public string NameOf(Guid nodeId) => _nodes.TryGetValue(nodeId, out var node) ? node.Name : nodeId.ToString();

    public PortKey? Port(Guid nodeId, string? name) => _ports.TryGetValue(nodeId, out var ports) ? ports.Find(name) : null;

    public string? PortName(PortKey port) => _ports.TryGetValue(port.NodeId, out var ports) ? ports.NameOf(port) : null;

    /// <summary>
    /// The one node that a sighting is of, or why it is none. What a neighbour says of itself narrows down together: a name that two share is
    /// decided by the MAC address; a name and an address of different nodes decide nothing.
    /// </summary>
    public (Guid? NodeId, string? Reason) Resolve(DriftSighting sighting)
    {
        List<Guid>? candidates = null;
        var first = default(Said);
        foreach (var said in SaidBy(sighting))
        {
            if (!said.Owners.Any())
            {
                continue;
            }

            if (candidates is null)
            {
                (candidates, first) = ([.. said.Owners], said);
            }
            else if (candidates.Any(said.Owners.Contains))
            {
                candidates.RemoveAll(candidate => !said.Owners.Contains(candidate));
            }
            else
            {
                return (null, $"Its {first.What} {first.Value} is of {Names(candidates)}, and its {said.What} {said.Value} of {Names(said.Owners)}.");
            }
        }

        // An address is the weakest: networks of different labs repeat. It decides between those that are left.
        if (candidates is not { Count: 1 } && sighting.RemoteAddress is { } address && _byAddress[Text(address)!].ToList() is { Count: > 0 } there)
        {
            candidates = candidates is null || !candidates.Any(there.Contains) ? candidates ?? there : [.. candidates.Intersect(there)];
        }

        return candidates switch
        {
            { Count: 1 } => (candidates.Single(), null),
            null => (null, $"No node has {Identity(sighting)}."),
            _ => (null, $"{candidates.Count} nodes have {Identity(sighting)}: {Names(candidates)}."),
        };
    }

    private IEnumerable<Said> SaidBy(DriftSighting sighting)
    {
        if (MacAddress(sighting.RemoteMac) is { } mac)
        {
            yield return new Said("MAC address", mac, _byMac[mac]);
        }

        if (Text(sighting.RemoteChassis) is { } chassis)
        {
            yield return new Said("chassis id", chassis, [.. _byChassis[chassis].Union(_byName[Short(chassis) ?? chassis])]);
        }

        if (Short(sighting.RemoteName) is { } name)
        {
            yield return new Said("name", sighting.RemoteName!, _byName[name]);
        }
    }

    private static string Identity(DriftSighting sighting)
    {
        var said = new[]
        {
            sighting.RemoteName is { } name ? $"the name {name}" : null,
            sighting.RemoteMac is { } mac ? $"the MAC address {mac}" : null,
            sighting.RemoteChassis is { } chassis ? $"the chassis id {chassis}" : null,
            sighting.RemoteAddress is { } address ? $"the address {address}" : null,
        }.OfType<string>().ToList();
        return said is [] ? "what it says of itself, which is nothing" : string.Join(" or ", said);
    }

    private string Names(IEnumerable<Guid> nodes) => string.Join(", ", nodes.Select(NameOf).Order(StringComparer.Ordinal));

    private static ILookup<string, Guid> Book(IEnumerable<(string? Key, Guid NodeId)> entries) =>
        entries.Where(entry => entry.Key is not null).Distinct().ToLookup(entry => entry.Key!, entry => entry.NodeId, StringComparer.Ordinal);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ToLowerInvariant();

    // sw1.lab.example and sw1 are the same: agents append the domain, people do not.
    private static string? Short(string? name) => Text(name) is not { } text ? null
        : text.IndexOf('.', StringComparison.Ordinal) switch
        {
            < 0 => text,
            0 => null,
            var end => text[..end],
        };

    /// <summary>What a neighbour says of itself, and the nodes of which that is true.</summary>
    private readonly record struct Said(string What, string Value, IEnumerable<Guid> Owners);
}
