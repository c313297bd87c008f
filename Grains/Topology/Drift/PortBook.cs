using Nms.Nodes;

namespace Nms.Topology.Drift;

/// <summary>
/// The ports of one node by all their names: GNS3's, the equipment's own, MAC addresses. Words may be shortened as people and equipment do:
/// Gi0/1 is GigabitEthernet0/1, and e0 is Ethernet0, as long as only one port fits. Pure.
/// </summary>
internal sealed class PortBook
{
    private readonly Dictionary<string, PortKey?> _exact = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<(string Word, PortKey Port)>> _byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<PortKey, string> _names = [];

    public PortBook(NodeSnapshot node, DriftWitness? witness)
    {
        foreach (var own in witness?.Ports ?? [])
        {
            if (own is { AdapterNumber: { } adapter, PortNumber: { } number })
            {
                var port = new PortKey(node.Key.NodeId, adapter, number);
                Add(own.Name, port);
                Add(own.Gns3Name, port);
                Add(DriftNames.MacAddress(own.MacAddress), port);
                _names.TryAdd(port, own.Name);
            }
        }

        foreach (var drawn in node.Ports)
        {
            var port = new PortKey(node.Key.NodeId, drawn.AdapterNumber, drawn.PortNumber);
            Add(drawn.Name, port);
            Add(drawn.ShortName, port);
            _names.TryAdd(port, drawn.Name);
        }
    }

    /// <summary>The name of a port: the equipment's own, or GNS3's.</summary>
    public string? NameOf(PortKey port) => _names.GetValueOrDefault(port);

    /// <summary>The port of a name; null when none or more than one fits. A sub-interface is on its port.</summary>
    public PortKey? Find(string? name)
    {
        var text = name?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return Look(DriftNames.MacAddress(text) ?? text) ?? (text.IndexOfAny(['.', '@']) is > 0 and var cut ? Look(text[..cut]) : null);
    }

    private PortKey? Look(string name)
    {
        if (_exact.TryGetValue(name, out var port))
        {
            return port;
        }

        var (word, number) = Split(name);
        if (number.Length == 0 || !_byNumber.TryGetValue(number, out var candidates))
        {
            return null;
        }

        PortKey? found = null;
        foreach (var (other, candidate) in candidates)
        {
            if ((other.StartsWith(word, StringComparison.Ordinal) || word.StartsWith(other, StringComparison.Ordinal)) && found != candidate)
            {
                if (found is not null)
                {
                    return null;
                }

                found = candidate;
            }
        }

        return found;
    }

    private void Add(string? name, PortKey port)
    {
        var text = name?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (_exact.TryGetValue(text, out var known) && known == port)
        {
            return;
        }

        // A name that two ports share names neither.
        _exact[text] = _exact.ContainsKey(text) ? null : port;
        var (word, number) = Split(text);
        if (word.Length > 0 && number.Length > 0)
        {
            if (!_byNumber.TryGetValue(number, out var ports))
            {
                _byNumber[number] = ports = [];
            }

            ports.Add((word, port));
        }
    }

    private static (string Word, string Number) Split(string name)
    {
        var text = name.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        var letters = 0;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
        {
            letters++;
        }

        return letters > 0 && letters < text.Length && char.IsAsciiDigit(text[letters]) ? (text[..letters], text[letters..]) : ("", "");
    }
}
