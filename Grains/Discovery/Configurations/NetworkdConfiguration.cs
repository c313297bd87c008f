namespace Nms.Discovery.Configurations;

/// <summary>Reads .network and .netdev files of systemd-networkd. Pure.</summary>
internal static class NetworkdConfiguration
{
    public static ConfigurationFacts Parse(string text)
    {
        var facts = new FactsDraft();
        var (section, name) = ("", "");
        (string? To, string? Via, int Line) route = default;
        foreach (var (number, raw) in ConfigurationLines.Of(text))
        {
            var line = raw.Trim();
            if (line is "" or ['#' or ';', ..]) continue;
            if (line is ['[', .., ']'])
            {
                EndRoute();
                section = line[1..^1];
                continue;
            }

            if (line.IndexOf('=', StringComparison.Ordinal) is var equal and > 0) Read(line[..equal].TrimEnd(), line[(equal + 1)..].TrimStart(), number);
        }

        EndRoute();
        return facts.Build();

        void Read(string key, string value, int number)
        {
            switch (section, key)
            {
                case ("Match" or "NetDev", "Name"):
                    name = value;
                    facts.Interface(name, number);
                    break;
                case ("Network" or "Address", "Address") when name != "":
                    facts.Address(name, value, number);
                    break;
                case ("Network", "DHCP") when name != "" && value is "yes" or "true" or "ipv4" or "ipv6" or "both":
                    facts.Dhcp(name, number);
                    break;
                case ("Network", "Gateway") when name != "":
                    facts.Route("default", value, number, name);
                    break;
                case ("Network", "DNS"):
                    facts.Spoken.Dns(value.Split(' '));
                    break;
                case ("Network", "Description") when name != "":
                    facts.Interface(name, number, one => one with { Description = value });
                    break;
                case ("Route", "Destination"):
                    route = (value, route.Via, number);
                    break;
                case ("Route", "Gateway"):
                    route = (route.To, value, number);
                    break;
                case ("Link", "MTUBytes") when name != "":
                    facts.Mtu(name, value, number);
                    break;
                case ("Link", "MACAddress") or ("NetDev", "MACAddress") when name != "":
                    facts.Interface(name, number, one => one with { MacAddress = value.ToLowerInvariant() });
                    break;
                case ("VLAN", "Id") when name != "" && FactsDraft.Number(value) is { } vlan:
                    facts.Vlan(vlan, null, number);
                    facts.Interface(name, number, one => one with { TrunkVlans = value });
                    break;
            }
        }

        void EndRoute()
        {
            if (route != default) facts.Route(route.To ?? "default", route.Via, route.Line, name == "" ? null : name);
            route = default;
        }
    }
}
