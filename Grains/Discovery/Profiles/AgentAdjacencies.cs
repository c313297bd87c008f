using System.Globalization;
using Nms.Discovery.Snmp;
using Nms.Equipment;

namespace Nms.Discovery.Profiles;

/// <summary>Who an agent says is next to its equipment. Pure.</summary>
internal static class AgentAdjacencies
{
    public static IEnumerable<EquipmentAdjacency> Of(SnmpInventory inventory, Func<int?, string?> name) =>
    [
        .. inventory.LldpNeighbours.Select(one => new EquipmentAdjacency
        {
            Protocol = "lldp",
            LocalInterface = name(one.IfIndex) ?? one.LocalPort,
            RemoteName = one.Name,
            RemotePort = one.PortIdType == "macAddress" ? one.PortDescription ?? one.PortId : one.PortId ?? one.PortDescription,
            RemoteChassis = one.ChassisId,
            RemoteAddress = one.ManagementAddresses.FirstOrDefault()?.ToString(),
            RemotePlatform = one.Description,
            Source = FactSource.Snmp,
        }),
        .. inventory.CdpNeighbours.Select(one => new EquipmentAdjacency
        {
            Protocol = "cdp", LocalInterface = name(one.IfIndex), RemoteName = one.DeviceId, RemotePort = one.Port, RemoteAddress = one.Address?.ToString(), RemotePlatform = one.Platform, Source = FactSource.Snmp,
        }),
        .. inventory.BridgeEntries.Where(one => one.Status == "learned").Select(one => new EquipmentAdjacency
        {
            Protocol = "fdb", LocalInterface = name(one.IfIndex), RemoteChassis = one.MacAddress, Vlan = one.Vlan, Source = FactSource.Snmp,
        }),
        .. inventory.OspfNeighbours.Select(one => new EquipmentAdjacency
        {
            Protocol = "ospf", LocalInterface = name(one.IfIndex), RemoteAddress = one.Address.ToString(), RemoteChassis = one.RouterId?.ToString(), State = one.State, Source = FactSource.Snmp,
        }),
        .. inventory.BgpPeers.Select(one => new EquipmentAdjacency
        {
            Protocol = "bgp", RemoteAddress = one.RemoteAddress.ToString(), RemoteChassis = one.Identifier?.ToString(), State = one.State, Source = FactSource.Snmp,
            RemotePlatform = one.RemoteAs is { } number ? string.Create(CultureInfo.InvariantCulture, $"AS{number}") : null,
        }),
    ];
}
