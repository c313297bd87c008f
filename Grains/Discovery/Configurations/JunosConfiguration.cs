namespace Nms.Discovery.Configurations;

/// <summary>Reads configurations of Junos, in braces or as set commands. Pure.</summary>
internal static class JunosConfiguration
{
    public static ConfigurationFacts Parse(string text)
    {
        var facts = new FactsDraft();
        foreach (var (line, words) in ConfigurationStatements.Of(text))
        {
            switch (words)
            {
                case ["system", "host-name", var name]:
                    facts.HostName = name;
                    break;
                case ["version", var version]:
                    facts.Version = version;
                    break;
                case ["system", "name-server", .. var servers]:
                    facts.Spoken.Dns(servers);
                    break;
                case ["system", "services", "ssh" or "telnet" or "netconf" or "web-management", ..]:
                    Service(facts, words[2..]);
                    break;
                case ["interfaces", var name, .. var rest] when name != "interface-range":
                    Interface(facts, name, rest, line);
                    break;
                case ["vlans", var name, "vlan-id", var id] when FactsDraft.Number(id) is { } number:
                    facts.Vlan(number, name, line);
                    break;
                case ["routing-options", "static", "route", var network, "next-hop" or "qualified-next-hop", var hop, ..]:
                    facts.Route(network, hop, line);
                    break;
                case ["routing-options", "rib", _, "static", "route", var network, "next-hop" or "qualified-next-hop", var hop, ..]:
                    facts.Route(network, hop, line);
                    break;
                case ["routing-options", "router-id", var id]:
                    facts.Spoken.Protocol("router", null, line, one => one with { RouterId = id });
                    break;
                case ["protocols", "ospf" or "ospf3", "area", _, "interface", var name, ..]:
                    facts.Spoken.Protocol(words[1], null, line, one => one with { Networks = SpokenFacts.More(one.Networks, name) });
                    break;
                case ["protocols", "bgp", "group", _, "neighbor", var neighbour, ..]:
                    facts.Spoken.Protocol("bgp", null, line, one => one with { Neighbours = SpokenFacts.More(one.Neighbours, neighbour) });
                    break;
                case ["snmp", "community", var community, "authorization", var access]:
                    facts.Spoken.Community(community, access == "read-write" ? "rw" : "ro", line);
                    break;
            }
        }

        return facts.Build();
    }

    private static void Service(FactsDraft facts, string[] words)
    {
        var name = words is ["web-management", var web, ..] ? web : words[0];
        facts.Spoken.Service(name, true);
    }

    private static void Interface(FactsDraft facts, string physical, string[] words, int line)
    {
        var name = physical;
        if (words is ["unit", var unit, .. var below])
        {
            (name, words) = ($"{physical}.{unit}", below);
        }

        switch (words)
        {
            case ["description", var description]:
                facts.Interface(name, line, one => one with { Description = description });
                break;
            case ["disable"]:
                facts.Interface(name, line, one => one with { IsShutDown = true });
                break;
            case ["mtu", var size]:
                facts.Mtu(name, size, line);
                break;
            case ["vlan-id", var id] when FactsDraft.Number(id) is { } number:
                facts.Interface(name, line, one => one with { TrunkVlans = id });
                facts.Vlan(number, null, line);
                break;
            case ["family", "inet" or "inet6", "address", var address, ..]:
                facts.Address(name, address, line);
                break;
            case ["family", "inet" or "inet6", "dhcp" or "dhcp-client" or "dhcpv6-client", ..]:
                facts.Dhcp(name, line);
                break;
            case ["family", "ethernet-switching", "interface-mode" or "port-mode", "trunk"]:
                facts.Interface(name, line, one => one with { TrunkVlans = one.TrunkVlans ?? "" });
                break;
            default:
                facts.Interface(name, line);
                break;
        }
    }
}
