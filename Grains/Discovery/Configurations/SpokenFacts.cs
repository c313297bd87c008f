using System.Collections.Immutable;

namespace Nms.Discovery.Configurations;

/// <summary>Collects what a configuration says of the services and protocols that its equipment speaks. Bounded.</summary>
internal sealed class SpokenFacts
{
    private const int MostEntries = 5_000;
    private const int MostCommunities = 100;
    private const int MostServers = 100;

    private readonly OrderedDictionary<string, ConfiguredProtocol> _protocols = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, ConfiguredPool> _pools = new(StringComparer.Ordinal);
    private readonly List<ConfiguredBinding> _bindings = [];
    private readonly List<ConfiguredCommunity> _communities = [];
    private readonly OrderedDictionary<string, ConfiguredUser> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _services = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dns = new(StringComparer.Ordinal);

    /// <summary>Changes a routing protocol, new or known.</summary>
    public void Protocol(string name, string? instance, int line, Func<ConfiguredProtocol, ConfiguredProtocol>? change = null)
        => Change(_protocols, $"{name} {instance}", () => new ConfiguredProtocol(name, instance) { Line = line }, change);

    /// <summary>Changes a DHCP pool, new or known.</summary>
    public void Pool(string name, int line, Func<ConfiguredPool, ConfiguredPool>? change = null)
        => Change(_pools, name, () => new ConfiguredPool(name) { Line = line }, change);

    public void Binding(string? address, string? mac, string? host, int line)
    {
        if (address is not null && _bindings.Count < MostEntries) _bindings.Add(new ConfiguredBinding(address, mac, host) { Line = line });
    }

    public void Community(string value, string? access, int line)
    {
        if (_communities.Count < MostCommunities && _communities.TrueForAll(known => known.Community.Reveal() != value))
        {
            _communities.Add(new ConfiguredCommunity(new ConfigurationSecret(value), access) { Line = line });
        }
    }

    /// <summary>Changes an SNMPv3 user, new or known.</summary>
    public void User(string name, int line, Func<ConfiguredUser, ConfiguredUser> change)
    {
        if (_users.Count < MostCommunities || _users.ContainsKey(name)) Change(_users, name, () => new ConfiguredUser(name) { Line = line }, change);
    }

    public void Service(string name, bool isOn) => _services[name] = isOn;

    public void ServiceUnlessOn(string name) => _services.TryAdd(name, false);

    public void Dns(IEnumerable<string> servers)
    {
        foreach (var server in servers.Select(word => ConfigurationLines.Address(word, null)).OfType<string>())
        {
            if (_dns.Count < MostServers) _dns.Add(server);
        }
    }

    public ConfigurationFacts AddTo(ConfigurationFacts facts) => facts with
    {
        DnsServers = [.. _dns],
        Protocols = [.. _protocols.Values],
        Pools = [.. _pools.Values],
        Bindings = [.. _bindings],
        Communities = [.. _communities],
        Users = [.. _users.Values],
        Services = [.. _services.OrderBy(service => service.Key, StringComparer.Ordinal).Select(service => new ConfiguredService(service.Key, service.Value))],
    };

    /// <summary>A list with one more, up to a bound.</summary>
    public static ImmutableArray<string> More(ImmutableArray<string> list, string? value)
        => value is null || list.Length >= 1_000 || list.Contains(value) ? list : list.Add(value);

    private static void Change<T>(OrderedDictionary<string, T> all, string key, Func<T> create, Func<T, T>? change)
        where T : class
    {
        if (!all.TryGetValue(key, out var known))
        {
            if (all.Count >= MostEntries) return;
            known = create();
        }

        all[key] = change is null ? known : change(known);
    }
}
