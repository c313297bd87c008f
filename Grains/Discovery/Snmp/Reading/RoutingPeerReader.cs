using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Neighbours by OSPF and peers by BGP.</summary>
internal static class RoutingPeerReader
{
    public static AgentOspf? Ospf(AgentScalars scalars) => scalars.Has("ospfRouterId") || scalars.Has("ospfAdminStat")
        ? new AgentOspf(Known(AgentValue.Address(scalars["ospfRouterId"])), AgentValue.Int(scalars["ospfAdminStat"]) switch { 1 => true, 2 => false, _ => null }) : null;

    public static AgentBgp? Bgp(AgentScalars scalars) => scalars.Has("bgpLocalAs") || scalars.Has("bgpIdentifier")
        ? new AgentBgp(AgentValue.Long(scalars["bgpLocalAs"]) is > 0 and var number ? number : null, Known(AgentValue.Address(scalars["bgpIdentifier"]))) : null;

    public static async Task<ImmutableArray<AgentOspfNeighbour>> OspfAsync(AgentPartReading part, AgentScalars scalars, ImmutableArray<AgentAddress> addresses)
    {
        part.IsKnown = Ospf(scalars) is not null;
        var rows = await part.TableAsync(AgentTables.OspfNbr).ConfigureAwait(false);
        var neighbours = rows.Select(row => OspfNeighbour(row, addresses)).OfType<AgentOspfNeighbour>().ToImmutableArray();
        part.Refuse(rows.Count - neighbours.Length, AgentTables.OspfNbr.Name);
        part.Rows = neighbours.Length;
        return neighbours;
    }

    public static async Task<ImmutableArray<AgentBgpPeer>> BgpAsync(AgentPartReading part, AgentScalars scalars)
    {
        part.IsKnown = Bgp(scalars) is not null;
        var rows = await part.TableAsync(AgentTables.BgpPeer).ConfigureAwait(false);
        var peers = rows.Select(BgpPeer).OfType<AgentBgpPeer>().ToImmutableArray();
        part.Refuse(rows.Count - peers.Length, AgentTables.BgpPeer.Name);
        part.Rows = peers.Length;
        return peers;
    }

    private static AgentOspfNeighbour? OspfNeighbour(TableRow row, ImmutableArray<AgentAddress> addresses)
    {
        var index = new IndexReader(row.Index);
        var (address, unnumbered) = (index.IpV4(), index.Int());
        return index.IsSound && address is not null
            ? new AgentOspfNeighbour(address, Known(AgentValue.Address(row["ospfNbrRtrId"])), row.Word("ospfNbrState"), unnumbered > 0 ? unnumbered : InterfaceOf(address, addresses))
            : null;
    }

    private static AgentBgpPeer? BgpPeer(TableRow row)
    {
        var index = new IndexReader(row.Index);
        var address = index.IpV4();
        return index.IsSound && address is not null
            ? new AgentBgpPeer(
                address, Known(AgentValue.Address(row["bgpPeerIdentifier"])), AgentValue.Long(row["bgpPeerRemoteAs"]) is > 0 and var number ? number : null,
                Known(AgentValue.Address(row["bgpPeerLocalAddr"])), row.Word("bgpPeerState"))
            : null;
    }

    private static IPAddress? Known(IPAddress? address) => address is null || address.Equals(IPAddress.Any) ? null : address;

    /// <summary>The interface of the longest network that has the address.</summary>
    private static int? InterfaceOf(IPAddress address, ImmutableArray<AgentAddress> addresses) => addresses
        .Where(one => one.Address.AddressFamily == AddressFamily.InterNetwork && one.PrefixLength is { } length && Share(one.Address, address, length))
        .OrderByDescending(one => one.PrefixLength).FirstOrDefault()?.IfIndex;

    private static bool Share(IPAddress one, IPAddress other, int length)
    {
        var mask = length == 0 ? 0u : uint.MaxValue << (32 - length);
        var difference = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(one.GetAddressBytes())
            ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(other.GetAddressBytes());
        return (difference & mask) == 0;
    }
}
