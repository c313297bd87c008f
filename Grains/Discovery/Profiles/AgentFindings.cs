using System.Collections.Immutable;
using System.Globalization;
using Nms.Discovery.Reach.Identity;
using Nms.Discovery.Snmp;
using Nms.Equipment;

namespace Nms.Discovery.Profiles;

/// <summary>What an agent said, as findings. Pure.</summary>
internal static class AgentFindings
{
    private const string PerformancePart = "performance";

    public static AgentReading Of(SnmpInventory inventory, ImmutableArray<SnmpTry> tried, DiscoveryRunOptions wanted)
    {
        var access = inventory.Access!;
        ImmutableArray<SnmpPart> parts = [.. inventory.Parts.Select(part => new SnmpPart { Name = part.Name, Outcome = Outcome(part.Outcome), Reason = part.Reason, Requests = part.Requests, Took = part.Took })];
        var flawed = parts.Where(part => part.Outcome is SectionOutcome.Failed or SectionOutcome.Partial).ToList();
        var performance = wanted.IncludePerformance ? inventory.Performance : null;
        return new AgentReading(
            new EquipmentSnmp
            {
                Available = true,
                Address = inventory.Address.ToString(),
                Version = access.Version,
                SecurityName = access.Credential,
                EngineId = inventory.System?.EngineId,
                ObjectId = inventory.System?.ObjectId,
                Description = inventory.System?.Description,
                Services = inventory.System?.Services,
                Tried = tried,
                Parts = parts,
                Notes = inventory.Notes,
            },
            flawed is []
                ? new SectionResult(SectionOutcome.Completed, null, inventory.Requests)
                : SectionResult.Partial(string.Join("; ", flawed.Select(part => $"{part.Name}: {part.Reason}")), inventory.Requests),
            !wanted.IncludePerformance ? new SectionResult(SectionOutcome.Skipped, "Not asked for.")
                : performance?.CpuPercent is null && performance?.MemoryTotalBytes is null ? SectionResult.Absent("The agent tells nothing of processors and memory.")
                : SectionResult.Completed,
            Of(inventory, performance, wanted.IncludeTopology));
    }

    /// <summary>What tells it from others.</summary>
    public static IdentityKeys Identity(SnmpInventory inventory) => IdentityKeys.Of(
        serials: [Chassis(inventory)?.Serial],
        engineIds: [inventory.System?.EngineId],
        chassisIds: [inventory.LldpSystem?.ChassisId],
        macAddresses: inventory.Interfaces.Select(one => one.MacAddress),
        addresses: inventory.Addresses.Select(one => one.Address),
        names: [inventory.System?.Name]);

    private static SourceFindings Of(SnmpInventory inventory, AgentPerformance? performance, bool topology)
    {
        var names = inventory.Interfaces.GroupBy(one => one.Index).ToDictionary(group => group.Key, group => group.First().Name);
        var chassis = Chassis(inventory);
        return new SourceFindings
        {
            Source = FactSource.Snmp,
            At = inventory.At,
            Detail = inventory.Address.ToString(),
            HostName = inventory.System?.Name,
            Contact = inventory.System?.Contact,
            Location = inventory.System?.Location,
            Vendor = inventory.Class.Vendor ?? chassis?.Manufacturer,
            OperatingSystem = inventory.Class.OperatingSystem,
            SoftwareVersion = IsLinux(inventory) ? chassis?.SoftwareRevision : inventory.Class.Version ?? chassis?.SoftwareRevision,
            Kernel = IsLinux(inventory) ? inventory.Class.Version : null,
            Model = chassis?.Model ?? inventory.Class.Model,
            SerialNumber = chassis?.Serial,
            DeviceType = inventory.Class.Kind,
            Interfaces = [.. inventory.Interfaces.Select(one => Interface(one, inventory))],
            Addresses = [.. inventory.Addresses.Where(address => address.IfIndex is not { } index || !names.ContainsKey(index)).Select(address => new EquipmentAddress
            {
                Address = AddressLogic.Canonical(address.Address), PrefixLength = address.PrefixLength, Verdict = AddressVerdict.Proven, Reasons = ["the equipment lists it by SNMP"],
            })],
            Routes = [.. inventory.Routes.Select(route => new EquipmentRoute
            {
                Destination = string.Create(CultureInfo.InvariantCulture, $"{route.Destination}/{route.PrefixLength}"),
                NextHop = route.NextHop?.ToString(),
                Interface = Name(route.IfIndex),
                Protocol = route.Protocol == "local" ? "connected" : route.Protocol,
                Metric = route.Metric,
                Source = FactSource.Snmp,
            })],
            Neighbours = [.. inventory.Neighbours.Where(one => one.MacAddress is not null).Select(one => new EquipmentNeighbour
            {
                Address = AddressLogic.Canonical(one.Address), MacAddress = one.MacAddress, Interface = Name(one.IfIndex), Source = FactSource.Snmp,
            })],
            Vlans = [.. inventory.Vlans.Select(vlan => new EquipmentVlan
            {
                Id = vlan.Id, Name = vlan.Name, Ports = [.. vlan.Ports.Select(port => Name(port)).OfType<string>()], UntaggedPorts = [.. vlan.UntaggedPorts.Select(port => Name(port)).OfType<string>()], Source = FactSource.Snmp,
            })],
            Adjacencies = topology ? [.. AgentAdjacencies.Of(inventory, Name)] : [],
            Modules = [.. Modules(inventory)],
            Sensors = [.. inventory.Sensors.Select(sensor => new EquipmentSensor { Name = sensor.Name, Unit = sensor.Unit, Value = sensor.Value, Status = sensor.Status, Mib = sensor.Mib })],
            Leases = [.. inventory.Leases.Select(lease => new EquipmentLease
            {
                Address = AddressLogic.Canonical(lease.Address), MacAddress = lease.MacAddress, HostName = lease.HostName, EndsAt = lease.EndsIn is { } left ? inventory.At + left : null, Source = FactSource.Snmp,
            })],
            RoutingProtocols = [.. Protocols(inventory)],
            Performance = performance is null ? null : Performance(performance, inventory),
        };

        string? Name(int? index) => index is { } known ? names.GetValueOrDefault(known) : null;
    }

    /// <summary>What an agent on Linux describes is its kernel.</summary>
    private static bool IsLinux(SnmpInventory inventory) => inventory.Class.OperatingSystem == "Linux";

    private static IEnumerable<EquipmentRoutingProtocol> Protocols(SnmpInventory inventory)
    {
        if (inventory.Ospf is { IsEnabled: not false } ospf && (ospf.IsEnabled == true || inventory.OspfNeighbours is not []))
        {
            yield return new EquipmentRoutingProtocol { Name = "ospf", RouterId = ospf.RouterId?.ToString(), Source = FactSource.Snmp };
        }

        if (inventory.Bgp is { LocalAs: > 0 and var number } bgp)
        {
            yield return new EquipmentRoutingProtocol
            {
                Name = "bgp",
                Instance = number.ToString(CultureInfo.InvariantCulture),
                RouterId = bgp.Identifier?.ToString(),
                Neighbours = [.. inventory.BgpPeers.Select(peer => peer.RemoteAddress.ToString())],
                Source = FactSource.Snmp,
            };
        }
    }

    private static EquipmentInterface Interface(AgentInterface one, SnmpInventory inventory) => new()
    {
        Name = one.Name,
        IfIndex = one.Index,
        IfType = one.Type,
        Alias = one.Alias,
        MacAddress = one.MacAddress,
        Mtu = one.Mtu,
        SpeedBitsPerSecond = one.SpeedBitsPerSecond,
        AdminStatus = one.AdminStatus,
        OperStatus = one.OperStatus,
        Addresses = [.. inventory.Addresses.Where(address => address.IfIndex == one.Index).Select(address => address.PrefixLength is { } length
            ? string.Create(CultureInfo.InvariantCulture, $"{AddressLogic.Canonical(address.Address)}/{length}")
            : AddressLogic.Canonical(address.Address)).Distinct(StringComparer.Ordinal)],
        Counters = new InterfaceCounters
        {
            At = inventory.At,
            InOctets = Count(one.InOctets),
            OutOctets = Count(one.OutOctets),
            InErrors = Count(one.InErrors),
            OutErrors = Count(one.OutErrors),
            InDiscards = Count(one.InDiscards),
            OutDiscards = Count(one.OutDiscards),
        },
    };

    private static IEnumerable<EquipmentModule> Modules(SnmpInventory inventory)
    {
        var names = inventory.Modules.GroupBy(module => module.Index).ToDictionary(group => group.Key, group => NameOf(group.First()));
        return inventory.Modules.Select(module => new EquipmentModule
        {
            Name = NameOf(module),
            Class = module.Class,
            Description = module.Description,
            Model = module.Model,
            SerialNumber = module.Serial,
            Software = module.SoftwareRevision,
            ContainedIn = names.GetValueOrDefault(module.ContainedIn),
        });

        static string NameOf(AgentModule module) => module.Name ?? module.Description ?? module.Index.ToString(CultureInfo.InvariantCulture);
    }

    private static EquipmentPerformance Performance(AgentPerformance performance, SnmpInventory inventory) => new()
    {
        At = inventory.At,
        CpuPercent = performance.CpuPercent,
        CpuFrom = performance.CpuFrom,
        MemoryTotalBytes = performance.MemoryTotalBytes,
        MemoryUsedBytes = performance.MemoryUsedBytes,
        MemoryPercent = performance is { MemoryTotalBytes: > 0 and var total, MemoryUsedBytes: { } used } ? Math.Round(100.0 * used / total, 1) : null,
        MemoryFrom = performance.MemoryFrom,
        Load1 = performance.Load1,
        Load5 = performance.Load5,
        Load15 = performance.Load15,
        Processes = performance.Processes,
        Uptime = performance.Uptime,
        UptimeFrom = performance.UptimeFrom,
        Disks = [.. inventory.Storages.Where(storage => storage.Kind == "fixedDisk").Select(storage => new EquipmentDisk { Name = storage.Name, TotalBytes = storage.TotalBytes, UsedBytes = storage.UsedBytes })],
    };

    private static AgentModule? Chassis(SnmpInventory inventory) => inventory.Modules.FirstOrDefault(module => module.Class is "chassis" or "stack" && module.Serial is not null) ?? inventory.Modules.FirstOrDefault(module => module.Class == "chassis");

    private static SectionOutcome Outcome(AgentPartOutcome outcome) => outcome switch
    {
        AgentPartOutcome.Ok => SectionOutcome.Completed,
        AgentPartOutcome.Empty => SectionOutcome.Completed,
        AgentPartOutcome.NotSupported => SectionOutcome.Absent,
        AgentPartOutcome.Truncated => SectionOutcome.Partial,
        _ => SectionOutcome.Failed,
    };

    private static long? Count(ulong? count) => count is { } value ? unchecked((long)Math.Min(value, long.MaxValue)) : null;
}
