using System.Net;
using System.Net.NetworkInformation;

namespace Nms.Consoles.Dialects;

/// <summary>Collects facts from answer after answer. What equipment can make it hold is bounded.</summary>
internal sealed class FactsBuilder
{
    private const int MaxEntries = 50_000;

    private readonly Dictionary<string, InterfaceDraft> _byName = new(StringComparer.Ordinal);
    private readonly List<InterfaceDraft> _interfaces = [];
    private readonly List<ConsoleNeighbour> _neighbours = [];
    private readonly List<ConsoleRoute> _routes = [];
    private readonly List<ConsoleTopic> _refused = [];
    private readonly List<ConsoleTopic> _told = [];
    private readonly List<ConsoleLease> _leases = [];
    private readonly List<ConsoleVlan> _vlans = [];

    public string? HostName { get; set; }

    public string? Vendor { get; set; }

    public string? Platform { get; set; }

    public string? Version { get; set; }

    public string? SerialNumber { get; set; }

    public TimeSpan? Uptime { get; set; }

    public string? RunningConfiguration { get; set; }

    public string? Kernel { get; set; }

    public ConsoleLoad? Load { get; set; }

    /// <summary>The interface of a name, new or known. Past the limit it is one that is forgotten.</summary>
    public InterfaceDraft Interface(string name)
    {
        if (_byName.TryGetValue(name, out var known)) return known;
        var draft = new InterfaceDraft(name);
        if (_interfaces.Count < MaxEntries)
        {
            _byName.Add(name, draft);
            _interfaces.Add(draft);
        }

        return draft;
    }

    public InterfaceDraft? Find(string name) => _byName.GetValueOrDefault(name);

    public void Neighbour(IPAddress address, PhysicalAddress? physical, string? at)
    {
        if (_neighbours.Count < MaxEntries) _neighbours.Add(new ConsoleNeighbour(address, physical, at));
    }

    public void Route(IPNetwork destination, IPAddress? nextHop, string? at, string? protocol, int? metric = null)
    {
        if (_routes.Count < MaxEntries) _routes.Add(new ConsoleRoute(destination, nextHop, at, protocol, metric));
    }

    public void Lease(IPAddress address, PhysicalAddress? physical, string? hostName = null, TimeSpan? expiresIn = null)
    {
        if (_leases.Count < MaxEntries) _leases.Add(new ConsoleLease(address, physical, hostName, expiresIn));
    }

    public void Vlan(int id, string? name, IReadOnlyList<string> ports)
    {
        if (id is >= 1 and <= 4094 && _vlans.Count < MaxEntries) _vlans.Add(new ConsoleVlan(id, name, ports));
    }

    public void Told(ConsoleTopic topic) => _told.Add(topic);

    public void Refused(ConsoleTopic topic) => _refused.Add(topic);

    public ConsoleFacts Build() => new()
    {
        HostName = HostName,
        Vendor = Vendor,
        Platform = Platform,
        Version = Version,
        SerialNumber = SerialNumber,
        Uptime = Uptime,
        Interfaces = [.. _interfaces.Select(draft => draft.Build())],
        Neighbours = _neighbours,
        Routes = _routes,
        Leases = _leases,
        Vlans = _vlans,
        Load = Load,
        Kernel = Kernel,
        Told = [.. _told.Distinct()],
        RunningConfiguration = RunningConfiguration,
        Refused = [.. _refused.Distinct()],
    };
}
