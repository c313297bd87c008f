using System.Collections.Immutable;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>DHCP bindings: Cisco's switches that watch DHCP tell them. No MIB in use tells those of a server.</summary>
internal static class LeaseReader
{
    public static async Task<ImmutableArray<AgentLease>> ReadAsync(AgentPartReading part)
    {
        var rows = await part.TableAsync(AgentTables.DhcpBindings).ConfigureAwait(false);
        var leases = rows.Select(Lease).OfType<AgentLease>().ToImmutableArray();
        part.Refuse(rows.Count - leases.Length, AgentTables.DhcpBindings.Name);
        part.Rows = leases.Length;
        return leases;
    }

    private static AgentLease? Lease(TableRow row)
    {
        var index = new IndexReader(row.Index);
        var (vlan, mac) = (index.Int(), index.Mac());
        return index.IsSound && AgentValue.Address(row["cdsBindingsIpAddress"]) is { } address
            ? new AgentLease(
                address, mac, row.Text("cdsBindingsHostname"), vlan, row.Int("cdsBindingsInterface"),
                AgentValue.Long(row["cdsBindingsLeasedTime"]) is > 0 and < uint.MaxValue and var seconds ? TimeSpan.FromSeconds(seconds) : null, "CISCO-DHCP-SNOOPING-MIB")
            : null;
    }
}
