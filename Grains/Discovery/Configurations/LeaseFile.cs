using System.Collections.Immutable;
using System.Globalization;

namespace Nms.Discovery.Configurations;

/// <summary>Reads lease files of dnsmasq, ISC dhcpd and Kea. They are journals: the last word on an address counts. Pure.</summary>
internal static class LeaseFile
{
    private const int MostLeases = 50_000;

    /// <summary>The leases; empty where the kind is none of a lease file.</summary>
    /// <param name="kind">One of the lease kinds of <see cref="ConfigurationKinds"/>.</param>
    /// <param name="text">The file.</param>
    public static ImmutableArray<ConfiguredLease> Parse(string kind, string text)
    {
        var leases = new OrderedDictionary<string, ConfiguredLease>(StringComparer.Ordinal);
        foreach (var lease in kind switch
        {
            ConfigurationKinds.DnsmasqLeases => Dnsmasq(text),
            ConfigurationKinds.DhcpdLeases => Dhcpd(text),
            ConfigurationKinds.KeaLeases => Kea(text),
            _ => [],
        })
        {
            if (leases.Count < MostLeases || leases.ContainsKey(lease.Address)) leases[lease.Address] = lease;
        }

        return [.. leases.Values];
    }

    /// <summary>"1764000000 00:50:79:66:68:00 10.0.0.5 pc5 01:00:50:…": end, MAC, address, name or *, client identifier.</summary>
    private static IEnumerable<ConfiguredLease> Dnsmasq(string text)
    {
        foreach (var (number, line) in ConfigurationLines.Of(text))
        {
            if (ConfigurationLines.Words(line) is [var ends, var mac, var address, var host, ..]
                && long.TryParse(ends, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && ConfigurationLines.Address(address.Trim('[', ']'), null) is { } plain)
            {
                // Zero never ends. A hardware type other than Ethernet stands in front of the MAC: 06-00:….
                yield return new ConfiguredLease(plain, MacText.Of(mac), host == "*" ? null : host, seconds == 0 ? null : FromUnix(seconds), "active", number);
            }
        }
    }

    private static IEnumerable<ConfiguredLease> Dhcpd(string text)
    {
        ConfiguredLease? current = null;
        foreach (var (number, line) in ConfigurationLines.Of(text))
        {
            var words = ConfigurationLines.Words(line.TrimEnd().TrimEnd(';'));
            if (words is ["lease", var address, "{", ..] && ConfigurationLines.Address(address, null) is { } plain)
            {
                current = new ConfiguredLease(plain, null, null, null, "active", number);
            }
            else if (current is not null)
            {
                if (words is ["}", ..])
                {
                    yield return current;
                    current = null;
                    continue;
                }

                current = words switch
                {
                    ["ends", "never"] => current with { EndsAt = null },
                    ["ends", "epoch", var seconds, ..] when long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var read) => current with { EndsAt = FromUnix(read) },
                    ["ends", _, var date, var time, ..] when DateTimeOffset.TryParseExact(
                        $"{date} {time.TrimEnd(';')}", "yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => current with { EndsAt = at },
                    ["binding", "state", var state] => current with { State = state },
                    ["hardware", "ethernet", var mac] => current with { MacAddress = MacText.Of(mac) },
                    ["client-hostname", var host] => current with { HostName = host.Trim('"') },
                    _ => current,
                };
            }
        }
    }

    /// <summary>A table whose first line names its columns, so that the columns of every version are found.</summary>
    private static IEnumerable<ConfiguredLease> Kea(string text)
    {
        Dictionary<string, int>? columns = null;
        foreach (var (number, line) in ConfigurationLines.Of(text))
        {
            var cells = line.Split(',');
            if (columns is null)
            {
                columns = cells.Select((name, at) => (Name: name.Trim(), At: at)).DistinctBy(cell => cell.Name).ToDictionary(cell => cell.Name, cell => cell.At, StringComparer.Ordinal);
                continue;
            }

            if (ConfigurationLines.Address(Cell("address"), null) is not { } address) continue;
            var ends = long.TryParse(Cell("expire"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? FromUnix(seconds) : null;
            var host = Cell("hostname");
            var state = Cell("state") switch { "0" or "" => "active", "1" => "declined", "2" => "expired", "3" => "released", var other => other };
            yield return new ConfiguredLease(address, MacText.Of(Cell("hwaddr")), host == "" ? null : host.TrimEnd('.'), ends, Cell("valid_lifetime") == "0" ? "released" : state, number);

            string Cell(string name) => columns.TryGetValue(name, out var at) && at < cells.Length ? cells[at].Trim() : "";
        }
    }

    private static DateTimeOffset? FromUnix(long seconds)
        => seconds <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
