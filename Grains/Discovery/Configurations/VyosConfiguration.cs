namespace Nms.Discovery.Configurations;

/// <summary>Reads configurations of VyOS, config.boot or the commands that make it. Pure.</summary>
internal static class VyosConfiguration
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
                case ["system", "name-server", .. var servers]:
                    facts.Spoken.Dns(servers);
                    break;
                case ["system", "gateway-address", var gateway]:
                    facts.Route("default", gateway, line);
                    break;
                case ["interfaces", _, var name, .. var rest]:
                    Interface(facts, name, rest, line);
                    break;
                case ["protocols", "static", "route" or "route6", var network, "next-hop" or "interface", var next, ..]:
                    facts.Route(network, next, line);
                    break;
                case ["protocols", "ospf" or "ospfv3" or "bgp" or "rip", ..]:
                    Protocol(facts, words[1], words[2..], line);
                    break;
                case ["service", "ssh" or "telnet" or "https", ..]:
                    facts.Spoken.Service(words[1], true);
                    break;
                case ["service", "snmp", "community", var community, .. var rest]:
                    facts.Spoken.Community(community, rest is ["authorization", var access] ? access : null, line);
                    break;
                case ["service", "snmp", "v3", "user", var user, .. var rest]:
                    User(facts, user, rest, line);
                    break;
                case ["service", "dhcp-server", "shared-network-name", var pool, "subnet", var network, .. var rest]:
                    Pool(facts, pool, network, rest, line);
                    break;
            }
        }

        return facts.Build();
    }

    private static void Interface(FactsDraft facts, string name, string[] words, int line)
    {
        while (words is ["vif" or "vif-s" or "vif-c", var id, .. var below])
        {
            (name, words) = ($"{name}.{id}", below);
            if (FactsDraft.Number(id) is not { } vlan) continue;
            facts.Vlan(vlan, null, line);
            facts.Interface(name, line, one => one with { TrunkVlans = id });
        }

        switch (words)
        {
            case ["address", "dhcp" or "dhcpv6"]:
                facts.Dhcp(name, line);
                break;
            case ["address", var address]:
                facts.Address(name, address, line);
                break;
            case ["description", var description]:
                facts.Interface(name, line, one => one with { Description = description });
                break;
            case ["disable"]:
                facts.Interface(name, line, one => one with { IsShutDown = true });
                break;
            case ["mtu", var size]:
                facts.Mtu(name, size, line);
                break;
            case ["hw-id" or "mac", var mac]:
                facts.Interface(name, line, one => one with { MacAddress = mac.ToLowerInvariant() });
                break;
            case ["vrf", var vrf]:
                facts.Interface(name, line, one => one with { Vrf = vrf });
                break;
            default:
                facts.Interface(name, line);
                break;
        }
    }

    private static void Protocol(FactsDraft facts, string name, string[] words, int line)
    {
        // Before 1.4 the own number stood before everything of BGP.
        string? instance = null;
        if (name == "bgp" && words is [var number, .. var behind] && FactsDraft.Number(number) is not null) (instance, words) = (number, behind);
        facts.Spoken.Protocol(name, instance, line, one => words switch
        {
            ["parameters", "router-id", var id] => one with { RouterId = id },
            ["area", _, "network", var network] => one with { Networks = SpokenFacts.More(one.Networks, network) },
            ["address-family", _, "network", var network, ..] => one with { Networks = SpokenFacts.More(one.Networks, network) },
            ["network", var network, ..] => one with { Networks = SpokenFacts.More(one.Networks, network) },
            ["neighbor", var neighbour, ..] => one with { Neighbours = SpokenFacts.More(one.Neighbours, neighbour) },
            _ => one,
        });
    }

    private static void User(FactsDraft facts, string name, string[] words, int line) => facts.Spoken.User(name, line, user => words switch
    {
        ["auth", "type", var type] => user with { AuthProtocol = type },
        ["auth", "plaintext-password" or "plaintext-key", var password] => user with { AuthProtocol = user.AuthProtocol ?? "md5", AuthPassword = new ConfigurationSecret(password) },
        ["privacy", "type", var type] => user with { PrivacyProtocol = type },
        ["privacy", "plaintext-password" or "plaintext-key", var password] => user with { PrivacyProtocol = user.PrivacyProtocol ?? "des", PrivacyPassword = new ConfigurationSecret(password) },
        _ => user,
    });

    private static void Pool(FactsDraft facts, string name, string network, string[] words, int line)
    {
        facts.Spoken.Service("dhcp", true);
        facts.Spoken.Pool(name, line, pool => pool with { Network = pool.Network ?? ConfigurationLines.Network(network, null) });
        switch (words)
        {
            case [.., "default-router", var gateway]:
                facts.Spoken.Pool(name, line, pool => pool with { Gateways = SpokenFacts.More(pool.Gateways, ConfigurationLines.Address(gateway, null)) });
                break;
            case [.., "name-server", var server]:
                facts.Spoken.Pool(name, line, pool => pool with { DnsServers = SpokenFacts.More(pool.DnsServers, ConfigurationLines.Address(server, null)) });
                break;
            case ["static-mapping", var host, "ip-address", var address]:
                facts.Spoken.Binding(ConfigurationLines.Address(address, null), null, host, line);
                break;
        }
    }
}
