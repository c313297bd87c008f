using System.Globalization;
using Nms.Nodes;
using Nms.Topology;
using Nms.Topology.Drift;
using static Nms.Grains.Tests.Projects.Given;

namespace Nms.Grains.Tests.Topology.Drift;

/// <summary>A drawing, and what its nodes see, in few words. A port is written "R1:0".</summary>
internal sealed class DrawnLab
{
    public static readonly DateTimeOffset Asked = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, NodeSnapshot> _nodes = [];
    private readonly List<LinkSnapshot> _links = [];
    private readonly Dictionary<Guid, DriftWitness> _witnesses = [];

    public Dictionary<PortKey, DateTimeOffset> Redrawn { get; } = [];

    public IReadOnlyDictionary<Guid, DriftWitness> Witnesses => _witnesses;

    public ProjectTopology Topology => new(Project(), [.. _nodes.Values], [.. _links], [], "1");

    /// <summary>Routers that speak LLDP, each asked and, so far, hearing nobody.</summary>
    public DrawnLab Speaking(params string[] names) => Add(names, "qemu", "lldp");

    /// <summary>Routers that speak CDP alone.</summary>
    public DrawnLab SpeakingCdp(params string[] names) => Add(names, "dynamips", "cdp");

    /// <summary>Equipment without an agent.</summary>
    public DrawnLab Silent(params string[] names) => Add(names, "qemu", null);

    public DrawnLab Hubs(params string[] names) => Add(names, "ethernet_hub", null);

    public DrawnLab Clouds(params string[] names) => Add(names, "cloud", null);

    public DrawnLab Switch(string name, params int[] vlans)
    {
        Add([name], "ethernet_switch", null);
        var mapping = string.Join(',', vlans.Select((vlan, port) => $$"""{"name":"Ethernet{{port}}","port_number":{{port}},"type":"access","vlan":{{vlan}}}"""));
        _nodes[name] = _nodes[name] with { PropertiesJson = $$"""{"ports_mapping":[{{mapping}}]}""" };
        return this;
    }

    public DrawnLab Stopped(string name)
    {
        _nodes[name] = _nodes[name] with { Status = NodeStatus.Stopped };
        return this;
    }

    public DrawnLab Link(string a, string b, bool suspended = false, string filters = "{}", string type = "ethernet")
    {
        _links.Add(new LinkSnapshot
        {
            LinkId = Id(1000 + _links.Count),
            ProjectId = ProjectId,
            Endpoints = [End(a), End(b)],
            Suspended = suspended,
            FiltersJson = filters,
            LinkType = type,
        });
        return this;
    }

    /// <summary>One hears another, which tells its name and port.</summary>
    public DrawnLab Hears(string port, string remote, string protocol = "lldp") => Hears(port, new DriftSighting(
        protocol, Name(port), Split(remote).Node, Split(remote).Port is { } number ? string.Create(CultureInfo.InvariantCulture, $"Ethernet{number}") : null, null));

    public DrawnLab Hears(string port, DriftSighting sighting) =>
        Change(Split(port).Node, witness => witness with { Neighbours = witness.Neighbours.Add(sighting with { Port = sighting.Port ?? Name(port) }) });

    /// <summary>Both hear each other.</summary>
    public DrawnLab Meet(string a, string b, string protocol = "lldp") => Hears(a, b, protocol).Hears(b, a, protocol);

    /// <summary>One has the MAC address of a port in a table.</summary>
    public DrawnLab Has(string port, string remote, string protocol = "arp") =>
        Change(Split(port).Node, witness => witness with { Stations = witness.Stations.Add(new DriftSighting(protocol, Name(port), null, null, Mac(remote))) });

    public DrawnLab Change(string name, Func<DriftWitness, DriftWitness> change)
    {
        var id = IdOf(name);
        _witnesses[id] = change(_witnesses.GetValueOrDefault(id) ?? new DriftWitness { NodeId = id, At = Asked, Ports = Ports(name), MacAddresses = [.. Ports(name).Select(port => port.MacAddress!)] });
        return this;
    }

    public Guid IdOf(string name) => _nodes[name].Key.NodeId;

    public PortKey Key(string port) => new(IdOf(Split(port).Node), 0, Split(port).Port ?? 0);

    public string Mac(string port) => string.Create(CultureInfo.InvariantCulture, $"02:00:00:00:{_nodes.Keys.ToList().IndexOf(Split(port).Node):x2}:{Split(port).Port:x2}");

    public DriftReport Judge() => DriftLogic.Judge(Topology, _witnesses, Redrawn);

    /// <summary>Every item as "a - b: state".</summary>
    public string[] Verdicts() => [.. Judge().Items.Select(item => $"{Say(item.A)} - {Say(item.B)}: {DriftLogic.Word(item.State)}")];

    private static string Say(DriftEnd end) => $"{end.NodeName}:{end.Port?.Replace("Ethernet", "", StringComparison.Ordinal)}";

    private DrawnLab Add(string[] names, string type, string? protocol)
    {
        foreach (var name in names)
        {
            _nodes[name] = Node(_nodes.Count + 1, name, NodeStatus.Started, type) with
            {
                Ports = [.. Enumerable.Range(0, 8).Select(port => new NodePort($"Ethernet{port}", $"e{port}", 0, port, "ethernet"))],
            };
            if (protocol is not null)
            {
                Change(name, witness => witness with { Sees = true, Answered = [protocol] });
            }
            else if (type == "qemu")
            {
                Change(name, witness => witness);
            }
        }

        return this;
    }

    private System.Collections.Immutable.ImmutableArray<DriftPort> Ports(string name) =>
        [.. _nodes[name].Ports.Select(port => new DriftPort(port.Name, port.Name, 0, port.PortNumber, Mac($"{name}:{port.PortNumber}")))];

    private LinkEndpoint End(string port) => new(IdOf(Split(port).Node), 0, Split(port).Port!.Value);

    private static string Name(string port) => $"Ethernet{Split(port).Port}";

    private static (string Node, int? Port) Split(string port) =>
        port.Split(':') is [var node, var number] ? (node, int.Parse(number, CultureInfo.InvariantCulture)) : (port, null);
}
