using System.Globalization;
using System.Net.NetworkInformation;
using Nms.Consoles;
using Nms.Equipment;

namespace Nms.Discovery.Profiles;

/// <summary>What a console said, as findings. Pure.</summary>
internal static class ConsoleFindings
{
    public static SourceFindings Of(ConsoleFacts facts, string dialect, DateTimeOffset at) => new()
    {
        Source = FactSource.Console,
        At = at,
        Detail = dialect,
        HostName = facts.HostName,
        Vendor = facts.Vendor,
        OperatingSystem = OperatingSystemOf(dialect) ?? facts.Platform,
        Model = dialect is "vpcs" or "linux" or "vtysh" ? null : facts.Platform,
        SoftwareVersion = facts.Version == facts.Kernel ? null : facts.Version,
        Kernel = facts.Kernel,
        SerialNumber = facts.SerialNumber,
        Interfaces = [.. facts.Interfaces.Select(one => new EquipmentInterface
        {
            Name = one.Name,
            Alias = one.Description,
            MacAddress = Text(one.PhysicalAddress),
            Mtu = one.Mtu,
            AdminStatus = Text(one.Admin),
            OperStatus = Text(one.Oper),
            UsesDhcp = one.UsesDhcp,
            SpeedBitsPerSecond = one.SpeedBitsPerSecond,
            Counters = one.Counters is not { } counters ? null : new InterfaceCounters
            {
                At = at,
                InOctets = counters.InOctets,
                OutOctets = counters.OutOctets,
                InErrors = counters.InErrors,
                OutErrors = counters.OutErrors,
                InDiscards = counters.InDiscards,
                OutDiscards = counters.OutDiscards,
            },
            Addresses = [.. one.Addresses.Select(address => address.PrefixLength is { } length
                ? string.Create(CultureInfo.InvariantCulture, $"{AddressLogic.Canonical(address.Address)}/{length}")
                : AddressLogic.Canonical(address.Address))],
        })],
        Neighbours = [.. facts.Neighbours.Select(one => new EquipmentNeighbour
        {
            Address = AddressLogic.Canonical(one.Address), MacAddress = Text(one.PhysicalAddress), Interface = one.Interface, Source = FactSource.Console,
        })],
        Routes = [.. facts.Routes.Select(route => new EquipmentRoute
        {
            Destination = route.Destination.ToString(),
            NextHop = route.NextHop is { } hop ? AddressLogic.Canonical(hop) : null,
            Interface = route.Interface,
            Protocol = route.Protocol ?? (dialect == "vpcs" && facts.Interfaces.Any(one => one.UsesDhcp == true) ? "dhcp" : null),
            Metric = route.Metric,
            Source = FactSource.Console,
        })],
        Leases = [.. facts.Leases.Select(lease => new EquipmentLease
        {
            Address = AddressLogic.Canonical(lease.Address),
            MacAddress = Text(lease.PhysicalAddress),
            HostName = lease.HostName,
            EndsAt = lease.ExpiresIn is { } left ? at + left : null,
            Source = FactSource.Console,
        })],
        Vlans = [.. facts.Vlans.Select(vlan => new EquipmentVlan { Id = vlan.Id, Name = vlan.Name, Ports = [.. vlan.Ports], UntaggedPorts = [.. vlan.Ports], Source = FactSource.Console })],
        Performance = Performance(facts, at),
    };

    private static EquipmentPerformance? Performance(ConsoleFacts facts, DateTimeOffset at)
    {
        if (facts is { Uptime: null, Load: null })
        {
            return null;
        }

        var load = facts.Load ?? new ConsoleLoad();
        return new EquipmentPerformance
        {
            At = at,
            CpuPercent = load.CpuPercent,
            CpuFrom = load.CpuPercent is null ? null : "console",
            MemoryTotalBytes = load.MemoryTotalBytes,
            MemoryUsedBytes = load.MemoryUsedBytes,
            MemoryPercent = load is { MemoryTotalBytes: > 0 and var total, MemoryUsedBytes: { } used } ? Math.Round(100.0 * used / total, 1) : null,
            MemoryFrom = load.MemoryTotalBytes is null ? null : "console",
            Load1 = load.Load1,
            Load5 = load.Load5,
            Load15 = load.Load15,
            Processes = load.Processes,
            Uptime = facts.Uptime,
            UptimeFrom = facts.Uptime is null ? null : "console",
        };
    }

    /// <summary>What is running is the equipment's own word; what its commands say is nearer to what it does.</summary>
    public static SourceFindings With(SourceFindings said, SourceFindings running) => said with
    {
        Vlans = said.Vlans.AddRange(running.Vlans),
        Pools = running.Pools,
        Reservations = running.Reservations,
        DnsServers = running.DnsServers,
        RoutingProtocols = running.RoutingProtocols,
        Services = running.Services,
    };

    /// <summary>What equipment runs that speaks a dialect; null where that is said and not given away by the dialect.</summary>
    public static string? OperatingSystemOf(string dialect) => dialect switch
    {
        "vpcs" => "VPCS",
        "linux" => "Linux",
        "ios" => "IOS",
        "nx-os" => "NX-OS",
        "eos" => "EOS",
        "vyos" => "VyOS",
        "routeros" => "RouterOS",
        "junos" => "Junos",
        _ => null,
    };

    public static string? Text(PhysicalAddress? mac) => mac?.GetAddressBytes() is { Length: > 0 } bytes
        ? string.Join(':', bytes.Select(one => one.ToString("x2", CultureInfo.InvariantCulture)))
        : null;

    public static string Word(ConsoleTopic topic) => topic switch
    {
        ConsoleTopic.Version => "its version",
        ConsoleTopic.Interfaces => "interfaces",
        ConsoleTopic.Neighbours => "neighbours",
        ConsoleTopic.Routes => "routes",
        ConsoleTopic.Leases => "leases",
        ConsoleTopic.Vlans => "VLANs",
        ConsoleTopic.Load => "its load",
        _ => "the running configuration",
    };

    private static string? Text(ConsoleState state) => state switch
    {
        ConsoleState.Up => "up",
        ConsoleState.Down => "down",
        _ => null,
    };
}
