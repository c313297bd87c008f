namespace Nms.Discovery.Configurations;

/// <summary>Reads dhcpd.conf(5) of ISC: the networks it serves, whom it keeps addresses for, where its leases are. Pure.</summary>
internal static class DhcpdConfiguration
{
    public static ConfigurationFacts Parse(string text)
    {
        var facts = new FactsDraft();
        var (host, mac) = (null as string, null as string);
        foreach (var (number, words) in ConfigurationStatements.Of(text))
        {
            if (Array.IndexOf(words, "host") is var at and >= 0 && at + 2 < words.Length)
            {
                if (host != words[at + 1]) (host, mac) = (words[at + 1], null);
                if (words[(at + 2)..] is ["hardware", "ethernet", var physical]) mac = MacText.Of(physical);
                if (words[(at + 2)..] is ["fixed-address", var address, ..]) facts.Spoken.Binding(ConfigurationLines.Address(address.TrimEnd(','), null), mac, host, number);
                continue;
            }

            switch (words)
            {
                case ["lease-file-name", ['/', ..] path]:
                    facts.LeaseFile = new ConfigurationFile(path.TrimStart('/'), ConfigurationKinds.DhcpdLeases);
                    break;
                case [.., "subnet", var network, "netmask", var mask]:
                    Pool(facts, network, mask, [], number);
                    break;
                case ["subnet", var network, "netmask", var mask, .. var rest]:
                    Pool(facts, network, mask, rest, number);
                    break;
                case ["shared-network", _, "subnet", var network, "netmask", var mask, .. var rest]:
                    Pool(facts, network, mask, rest, number);
                    break;
            }
        }

        return facts.Build();
    }

    private static void Pool(FactsDraft facts, string network, string mask, string[] words, int number)
    {
        if (ConfigurationLines.Network(network, mask) is not { } name) return;
        facts.Spoken.Service("dhcp", true);
        facts.Spoken.Pool(name, number, pool => words switch
        {
            ["option", "routers", ..] => pool with { Network = name, Gateways = [.. Addresses(words)] },
            ["option", "domain-name-servers", ..] => pool with { Network = name, DnsServers = [.. Addresses(words)] },
            _ => pool with { Network = name },
        });
    }

    private static IEnumerable<string> Addresses(string[] words) =>
        words.SelectMany(word => word.Split(',')).Select(word => ConfigurationLines.Address(word, null)).OfType<string>().Take(8);
}
