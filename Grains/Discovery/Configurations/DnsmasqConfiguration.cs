namespace Nms.Discovery.Configurations;

/// <summary>Reads dnsmasq.conf: what it leases, and to whom it keeps addresses. Pure.</summary>
internal static class DnsmasqConfiguration
{
    public static ConfigurationFacts Parse(string text)
    {
        var facts = new FactsDraft();
        var pools = new List<string>();
        foreach (var (number, raw) in ConfigurationLines.Of(text))
        {
            var line = raw.Split('#')[0].Trim();
            var equal = line.IndexOf('=', StringComparison.Ordinal);
            if (equal <= 0) continue;
            var values = line[(equal + 1)..].Split(',', StringSplitOptions.TrimEntries);
            switch (line[..equal].TrimEnd())
            {
                case "dhcp-range":
                    var ends = values.Select(value => ConfigurationLines.Address(value, null)).OfType<string>().Take(2).ToArray();
                    facts.Spoken.Service("dhcp", true);
                    if (ends is [var first, ..])
                    {
                        pools.Add(first);
                        facts.Spoken.Pool(first, number, pool => pool with { Network = string.Join('-', ends) });
                    }


                    break;
                case "dhcp-host":
                    facts.Spoken.Binding(
                        values.Select(value => ConfigurationLines.Address(value.Trim('[', ']'), null)).OfType<string>().FirstOrDefault(),
                        values.FirstOrDefault(MacText.Is)?.ToLowerInvariant(),
                        values.FirstOrDefault(value => value.Length > 0 && char.IsLetter(value[0]) && !value.Contains(':', StringComparison.Ordinal) && value is not ("infinite" or "ignore")),
                        number);
                    break;
                case "dhcp-option" when values is ["3" or "option:router", .. var routers]:
                    Tell(number, pool => pool with { Gateways = [.. Addresses(routers)] });
                    break;
                case "dhcp-option" when values is ["6" or "option:dns-server", .. var servers]:
                    Tell(number, pool => pool with { DnsServers = [.. Addresses(servers)] });
                    break;
                case "dhcp-leasefile" when values is [['/', ..] path]:
                    facts.LeaseFile = new ConfigurationFile(path.TrimStart('/'), ConfigurationKinds.DnsmasqLeases);
                    break;
                case "server":
                    facts.Spoken.Dns(values);
                    break;
            }
        }

        return facts.Build();

        // An option without a tag is told to the clients of every range before it.
        void Tell(int number, Func<ConfiguredPool, ConfiguredPool> change)
        {
            foreach (var name in pools) facts.Spoken.Pool(name, number, change);
        }
    }

    private static IEnumerable<string> Addresses(IEnumerable<string> words) => words.Select(word => ConfigurationLines.Address(word, null)).OfType<string>().Take(8);
}
