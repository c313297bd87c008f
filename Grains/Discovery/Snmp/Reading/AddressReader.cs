using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>ipAddressTable, and ipAddrTable for the agents that know only that.</summary>
internal static class AddressReader
{
    private static readonly Oid s_prefixEntry = Oid.Parse("1.3.6.1.2.1.4.32.1");

    public static async Task<ImmutableArray<AgentAddress>> ReadAsync(AgentPartReading part)
    {
        var tables = await part.TablesAsync([AgentTables.IpAddress, AgentTables.IpAddr]).ConfigureAwait(false);
        var found = new Dictionary<IPAddress, AgentAddress>();
        part.Refuse(tables[1].Count(row => !TakeOld(row, found)), AgentTables.IpAddr.Name);
        part.Refuse(tables[0].Count(row => !Take(row, found)), AgentTables.IpAddress.Name);
        part.Rows = found.Count;
        return [.. found.Values.OrderBy(address => address.IfIndex ?? int.MaxValue).ThenBy(address => address.Address.AddressFamily)];
    }

    private static bool TakeOld(TableRow row, Dictionary<IPAddress, AgentAddress> found)
    {
        var index = new IndexReader(row.Index);
        var address = index.IpV4();
        if (!index.IsSound || address is null)
        {
            return false;
        }

        if (!address.Equals(IPAddress.Any))
        {
            found[address] = new AgentAddress(
                address, AgentValue.PrefixLength(AgentValue.Address(row["ipAdEntNetMask"])), IfIndex(row, "ipAdEntIfIndex"), null, null, AgentTables.IpAddr.Name);
        }

        return true;
    }

    private static bool Take(TableRow row, Dictionary<IPAddress, AgentAddress> found)
    {
        var index = new IndexReader(row.Index);
        var address = index.InetAddress();
        if (!index.IsSound || address is null)
        {
            return false;
        }

        if (row.Word("ipAddressType") is "broadcast" || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            return true;
        }

        var known = found.GetValueOrDefault(address);
        var prefix = Prefix(row["ipAddressPrefix"], address) ?? known?.PrefixLength;
        found[address] = new AgentAddress(
            address, prefix, IfIndex(row, "ipAddressIfIndex") ?? known?.IfIndex, row.Word("ipAddressOrigin"), row.Word("ipAddressStatus"), AgentTables.IpAddress.Name);
        return true;
    }

    /// <summary>The index of the row of ipAddressPrefixTable ends with the length; 0.0 stands for no row.</summary>
    private static int? Prefix(SnmpValue pointer, IPAddress address) =>
        pointer.TryGetOid(out var oid) && oid.StartsWith(s_prefixEntry) && oid.Last <= (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
            ? (int)oid.Last : null;

    private static int? IfIndex(TableRow row, string column) => row.Int(column) is > 0 and var index ? index : null;
}
