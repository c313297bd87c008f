using System.Globalization;

namespace Nms.Discovery.Configurations;

/// <summary>Collects what a configuration says, line by line. What a configuration can make it hold is bounded.</summary>
internal sealed class FactsDraft
{
    private const int MostEntries = 10_000;
    private const int MostAddresses = 1_000;

    private readonly Dictionary<string, ConfiguredInterface> _interfaces = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ConfiguredVlan> _vlans = [];
    private readonly List<ConfiguredRoute> _routes = [];
    private readonly List<string> _notUnderstood = [];

    public string? HostName { get; set; }

    public string? Version { get; set; }

    public ConfigurationFile? LeaseFile { get; set; }

    public SpokenFacts Spoken { get; } = new();

    /// <summary>Changes an interface, new or known.</summary>
    public void Interface(string name, int line, Func<ConfiguredInterface, ConfiguredInterface>? change = null)
    {
        if (!_interfaces.TryGetValue(name, out var known))
        {
            if (_interfaces.Count >= MostEntries) return;
            known = new ConfiguredInterface { Name = name, Line = line };
        }

        _interfaces[name] = change is null ? known : change(known);
    }

    /// <summary>Adds an address with its prefix; a word that is none is told as not understood.</summary>
    public void Address(string name, string word, int line, string? mask = null)
    {
        if (ConfigurationLines.Address(word, mask) is not { } address)
        {
            NotUnderstood(line);
            return;
        }

        Interface(name, line, one => one with
        {
            Addresses = one.Addresses.Length >= MostAddresses || one.Addresses.Contains(address) ? one.Addresses : one.Addresses.Add(address),
            UsesDhcp = one.UsesDhcp ?? false,
        });
    }

    public void Dhcp(string name, int line) => Interface(name, line, one => one with { UsesDhcp = true });

    public void Mtu(string name, string word, int line)
    {
        if (Number(word) is { } mtu) Interface(name, line, one => one with { Mtu = mtu });
    }

    /// <summary>Adds a route; its next hop is an address or the name of an interface.</summary>
    public void Route(string destination, string? next, int line, string? via = null)
    {
        var network = destination is "default" or "0/0" ? (next?.Contains(':', StringComparison.Ordinal) == true ? "::/0" : "0.0.0.0/0") : ConfigurationLines.Network(destination, null);
        if (network is null)
        {
            NotUnderstood(line);
            return;
        }

        var hop = next is null ? null : ConfigurationLines.Address(next.Split('%')[0], null);
        if (_routes.Count < MostEntries) _routes.Add(new ConfiguredRoute(network, hop, via ?? (hop is null ? next : null)) { Line = line });
    }

    public void Vlan(int id, string? name, int line)
    {
        if (id is < 1 or > 4094) return;
        if (!_vlans.TryGetValue(id, out var known) || (known.Name is null && name is not null)) _vlans[id] = new ConfiguredVlan(id, name) { Line = line };
    }

    public void NotUnderstood(int line)
    {
        if (_notUnderstood.Count < MostEntries) _notUnderstood.Add($"line {line}");
    }

    public static int? Number(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public ConfigurationFacts Build() => Spoken.AddTo(new ConfigurationFacts
    {
        HostName = HostName,
        Version = Version,
        Interfaces = [.. _interfaces.Values],
        Vlans = [.. _vlans.Values.OrderBy(vlan => vlan.Id)],
        Routes = [.. _routes],
        NotUnderstood = [.. _notUnderstood],
        LeaseFile = LeaseFile,
    });
}
