using System.Collections.Immutable;
using System.Net.Sockets;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>ARP and neighbour tables.</summary>
internal static class NeighbourReader
{
    public static async Task<ImmutableArray<AgentNeighbour>> ReadAsync(AgentPartReading part, AgentScalars scalars)
    {
        // ipForwarding and the table are of the same group (RFC 4293 §4, RFC 1213 §6.6): who has one and no row of the other has an empty table.
        part.IsKnown = scalars.Has("ipForwarding");
        var rows = await part.TableAsync(AgentTables.IpNetToPhysical).ConfigureAwait(false);
        var neighbours = rows.Select(New).OfType<AgentNeighbour>().ToList();
        part.Refuse(rows.Count - neighbours.Count, AgentTables.IpNetToPhysical.Name);
        if (!neighbours.Exists(neighbour => neighbour.Address.AddressFamily == AddressFamily.InterNetwork))
        {
            var old = await part.TableAsync(AgentTables.IpNetToMedia).ConfigureAwait(false);
            var parsed = old.Select(Old).OfType<AgentNeighbour>().ToList();
            part.Refuse(old.Count - parsed.Count, AgentTables.IpNetToMedia.Name);
            neighbours.AddRange(parsed);
        }

        neighbours.RemoveAll(neighbour => neighbour.Type == "invalid" || neighbour.State == "invalid");
        part.Rows = neighbours.Count;
        return [.. neighbours];
    }

    private static AgentNeighbour? New(TableRow row)
    {
        var index = new IndexReader(row.Index);
        var (ifIndex, address) = (index.Int(), index.InetAddress());
        return index.IsSound && address is not null
            ? new AgentNeighbour(address, AgentValue.Mac(row["ipNetToPhysicalPhysAddress"]), ifIndex, row.Word("ipNetToPhysicalType"), row.Word("ipNetToPhysicalState"), AgentTables.IpNetToPhysical.Name)
            : null;
    }

    private static AgentNeighbour? Old(TableRow row)
    {
        var index = new IndexReader(row.Index);
        var (ifIndex, address) = (index.Int(), index.IpV4());
        return index.IsSound && address is not null
            ? new AgentNeighbour(address, AgentValue.Mac(row["ipNetToMediaPhysAddress"]), ifIndex, row.Word("ipNetToMediaType"), null, AgentTables.IpNetToMedia.Name)
            : null;
    }
}
