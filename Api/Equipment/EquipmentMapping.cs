using Nms.Contracts.Equipment;
using Nms.Equipment;
using WireAddressVerdict = Nms.Contracts.Equipment.AddressVerdict;
using WireFactSource = Nms.Contracts.Equipment.FactSource;
using WireSectionOutcome = Nms.Contracts.Equipment.SectionOutcome;

namespace Nms.Api.Equipment;

/// <summary>The parts of profiles as JSON shows them.</summary>
internal static class EquipmentMapping
{
    public static EquipmentAddressResponse ToResponse(this EquipmentAddress it) => new(
        it.Address,
        it.PrefixLength,
        it.Interface,
        it.MacAddress,
        (WireAddressVerdict)it.Verdict,
        it.Reasons,
        [.. it.Sightings.Select(one => one.ToResponse())],
        it.DnsName);

    public static EquipmentAdjacencyResponse ToResponse(this EquipmentAdjacency it) => new(
        it.Protocol,
        it.LocalInterface,
        it.RemoteName,
        it.RemotePort,
        it.RemoteChassis,
        it.RemoteAddress,
        it.RemotePlatform,
        it.State,
        (WireFactSource)it.Source,
        it.Vlan);

    public static EquipmentConsoleResponse ToResponse(this EquipmentConsole it) => new(
        it.Available,
        it.Type,
        it.Host,
        it.Port,
        it.AutoStart,
        it.Reachable,
        it.Dialect,
        it.Prompt,
        it.Error);

    public static EquipmentDiskResponse ToResponse(this EquipmentDisk it) => new(
        it.Name,
        it.TotalBytes,
        it.UsedBytes);

    public static EquipmentInterfaceResponse ToResponse(this EquipmentInterface it) => new(
        it.Name,
        it.Gns3Name,
        it.AdapterNumber,
        it.PortNumber,
        it.LinkType,
        it.LinkId,
        it.IfIndex,
        it.IfType,
        it.Alias,
        it.MacAddress,
        it.Mtu,
        it.SpeedBitsPerSecond,
        it.AdminStatus,
        it.OperStatus,
        it.UsesDhcp,
        it.Addresses,
        it.Counters?.ToResponse(),
        [.. it.Sightings.Select(one => one.ToResponse())]);

    public static EquipmentLeaseResponse ToResponse(this EquipmentLease it) => new(
        it.Address,
        it.MacAddress,
        it.HostName,
        it.EndsAt,
        (WireFactSource)it.Source);

    public static EquipmentModuleResponse ToResponse(this EquipmentModule it) => new(
        it.Name,
        it.Class,
        it.Description,
        it.Model,
        it.SerialNumber,
        it.Software,
        it.ContainedIn);

    public static EquipmentNeighbourResponse ToResponse(this EquipmentNeighbour it) => new(
        it.Address,
        it.MacAddress,
        it.Interface,
        (WireFactSource)it.Source);

    public static EquipmentPerformanceResponse ToResponse(this EquipmentPerformance it) => new(
        it.CpuPercent,
        it.CpuFrom,
        it.MemoryPercent,
        it.MemoryTotalBytes,
        it.MemoryUsedBytes,
        it.MemoryFrom,
        [.. it.Disks.Select(one => one.ToResponse())],
        it.Load1,
        it.Load5,
        it.Load15,
        it.Processes,
        it.Uptime is { } uptime ? Math.Round(uptime.TotalSeconds, 3) : null,
        it.UptimeFrom,
        it.At);

    public static EquipmentPoolResponse ToResponse(this EquipmentPool it) => new(
        it.Name,
        it.Network,
        it.Gateways,
        it.DnsServers,
        (WireFactSource)it.Source);

    public static EquipmentRoutingProtocolResponse ToResponse(this EquipmentRoutingProtocol it) => new(
        it.Name,
        it.Instance,
        it.RouterId,
        it.Networks,
        it.Neighbours,
        (WireFactSource)it.Source);

    public static EquipmentServiceResponse ToResponse(this EquipmentService it) => new(
        it.Name,
        it.IsOn,
        (WireFactSource)it.Source);

    public static EquipmentPortResponse ToResponse(this EquipmentPort it) => new(
        it.Protocol,
        it.Number,
        it.State,
        it.Service,
        it.Banner);

    public static EquipmentReachabilityResponse ToResponse(this EquipmentReachability it) => new(
        it.Address,
        it.PingSuccess,
        it.Sent,
        it.Received,
        it.MinRtt is { } minRtt ? Math.Round(minRtt.TotalMilliseconds, 3) : null,
        it.AverageRtt is { } averageRtt ? Math.Round(averageRtt.TotalMilliseconds, 3) : null,
        it.MaxRtt is { } maxRtt ? Math.Round(maxRtt.TotalMilliseconds, 3) : null,
        it.NotPinged,
        [.. it.Ports.Select(one => one.ToResponse())],
        [.. it.Trace.Select(one => one.ToResponse())],
        it.At,
        it.Error,
        it.NotTraced);

    public static EquipmentRouteResponse ToResponse(this EquipmentRoute it) => new(
        it.Destination,
        it.NextHop,
        it.Interface,
        it.Protocol,
        it.Metric,
        (WireFactSource)it.Source);

    public static EquipmentSensorResponse ToResponse(this EquipmentSensor it) => new(
        it.Name,
        it.Unit,
        it.Value,
        it.Status,
        it.Mib);

    public static EquipmentSnmpResponse ToResponse(this EquipmentSnmp it) => new(
        it.Available,
        it.Address,
        it.Version,
        it.SecurityName,
        it.EngineId,
        it.ObjectId,
        it.Description,
        it.Services,
        [.. it.Tried.Select(one => one.ToResponse())],
        [.. it.Parts.Select(one => one.ToResponse())],
        it.Notes);

    public static EquipmentVlanResponse ToResponse(this EquipmentVlan it) => new(
        it.Id,
        it.Name,
        it.Ports,
        it.UntaggedPorts,
        (WireFactSource)it.Source);

    public static InterfaceCountersResponse ToResponse(this InterfaceCounters it) => new(
        it.At,
        it.InOctets,
        it.OutOctets,
        it.InErrors,
        it.OutErrors,
        it.InDiscards,
        it.OutDiscards);

    public static SnmpPartResponse ToResponse(this SnmpPart it) => new(
        it.Name,
        (WireSectionOutcome)it.Outcome,
        it.Reason,
        it.Requests,
        Math.Round(it.Took.TotalSeconds, 3));

    public static SnmpTryResponse ToResponse(this SnmpTry it) => new(
        it.Address,
        it.Answered,
        it.Credentials,
        it.Error);

    public static TraceHopResponse ToResponse(this TraceHopSnapshot it) => new(
        it.Hop,
        it.Address,
        it.Rtt is { } rtt ? Math.Round(rtt.TotalMilliseconds, 3) : null);
}
