using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Routes, from the newest of the three tables that tells of IPv4.</summary>
internal static class RouteReader
{
    public static async Task<ImmutableArray<AgentRoute>> ReadAsync(AgentPartReading part, AgentScalars scalars)
    {
        // The number of rows is told beside the newest table (RFC 4292 §4), the oldest is of the group of ipForwarding (RFC 1213 §6.6).
        part.IsKnown = scalars.Has("inetCidrRouteNumber") || scalars.Has("ipForwarding");
        var routes = new List<AgentRoute>();
        await ReadAsync(part, AgentTables.InetCidrRoute, routes, Newest).ConfigureAwait(false);
        if (!HasIPv4(routes))
        {
            await ReadAsync(part, AgentTables.IpCidrRoute, routes, Newer).ConfigureAwait(false);
        }

        if (!HasIPv4(routes))
        {
            await ReadAsync(part, AgentTables.IpRoute, routes, Old).ConfigureAwait(false);
        }

        part.Rows = routes.Count;
        return [.. routes];
    }

    private static bool HasIPv4(List<AgentRoute> routes) => routes.Exists(route => route.Destination.AddressFamily == AddressFamily.InterNetwork);

    private static async Task ReadAsync(AgentPartReading part, TableColumns table, List<AgentRoute> routes, Func<TableRow, AgentRoute?> parse)
    {
        var rows = await part.TableAsync(table, maxRows: part.Session.Options.MaxRoutes).ConfigureAwait(false);
        var parsed = rows.Select(parse).OfType<AgentRoute>().ToList();
        routes.AddRange(parsed);
        part.Refuse(rows.Count - parsed.Count, table.Name);
    }

    private static AgentRoute? Newest(TableRow row)
    {
        var index = new IndexReader(row.Index);
        var destination = index.InetAddress();
        var length = index.Int();
        index.SkipCounted();
        var nextHop = index.InetAddress();
        return index.IsSound && destination is not null
            ? Route(row, destination, length, nextHop, "inetCidrRoute", AgentTables.InetCidrRoute.Name) : null;
    }

    private static AgentRoute? Newer(TableRow row)
    {
        var index = new IndexReader(row.Index);
        var (destination, mask) = (index.IpV4(), index.IpV4());
        index.Number();
        var nextHop = index.IpV4();
        return index.IsSound && destination is not null && AgentValue.PrefixLength(mask) is { } length
            ? Route(row, destination, length, nextHop, "ipCidrRoute", AgentTables.IpCidrRoute.Name) : null;
    }

    private static AgentRoute? Old(TableRow row)
    {
        var index = new IndexReader(row.Index);
        var destination = index.IpV4();
        return index.IsSound && destination is not null && AgentValue.PrefixLength(AgentValue.Address(row["ipRouteMask"])) is { } length
            ? Route(row, destination, length, AgentValue.Address(row["ipRouteNextHop"]), "ipRoute", AgentTables.IpRoute.Name) : null;
    }

    private static AgentRoute? Route(TableRow row, IPAddress destination, int length, IPAddress? nextHop, string prefix, string table)
    {
        if (length > (destination.AddressFamily == AddressFamily.InterNetwork ? 32 : 128))
        {
            return null;
        }

        var kind = row.Word(prefix + "Type") switch { "direct" => "local", "indirect" => "remote", var word => word };
        var isAttached = kind == "local" || nextHop is null || nextHop.Equals(IPAddress.Any) || nextHop.Equals(IPAddress.IPv6Any);
        return new AgentRoute(
            destination, length, isAttached ? null : nextHop, row.Int(prefix + "IfIndex") is > 0 and var way ? way : null, kind,
            row.Word(prefix + "Proto") switch { "netmgmt" => "static", "is-is" => "isIs", "es-is" => "esIs", var word => word },
            row.Int(prefix + "Metric1") is >= 0 and var metric ? metric : null, table);
    }
}
