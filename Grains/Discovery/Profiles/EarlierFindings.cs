using System.Globalization;
using Nms.Equipment;

namespace Nms.Discovery.Profiles;

/// <summary>
/// Takes out of an earlier profile what one source said, for a run that is not to ask that source: what is not asked again is no poorer. The findings
/// keep the time at which they were read. Pure.
/// </summary>
internal static class EarlierFindings
{
    /// <summary>What a source said.</summary>
    /// <param name="earlier">The profile it stands in.</param>
    /// <param name="source">The source.</param>
    /// <param name="at">When that was read.</param>
    public static SourceFindings Of(EquipmentProfile earlier, FactSource source, DateTimeOffset at) => new()
    {
        Source = source,
        At = at,
        IsEarlier = true,
        HostName = SaidBy(earlier.HostName, source),
        Vendor = SaidBy(earlier.Vendor, source),
        OperatingSystem = SaidBy(earlier.OperatingSystem, source),
        SoftwareVersion = SaidBy(earlier.SoftwareVersion, source),
        Kernel = SaidBy(earlier.Kernel, source),
        Model = SaidBy(earlier.Model, source),
        SerialNumber = SaidBy(earlier.SerialNumber, source),
        DeviceType = SaidBy(earlier.DeviceType, source),
        Location = SaidBy(earlier.Location, source),
        Contact = SaidBy(earlier.Contact, source),
        Interfaces = [.. earlier.Interfaces.Where(one => one.Sightings.Any(sighting => sighting.Source == source)).Select(one => one with
        {
            MacAddress = earlier.Conflicts.FirstOrDefault(conflict => conflict.Path == $"interfaces[{one.Name}].mac_address") is { } conflict ? SaidBy(conflict.Value, source) : one.MacAddress,
            Counters = source == FactSource.Snmp || one.Sightings.All(sighting => sighting.Source != FactSource.Snmp) ? one.Counters : null,
            Addresses = [.. AddressesOf(earlier, one, source)],
        })],
        Addresses = [.. earlier.Addresses.Where(one => one.Interface is null && one.Sightings.Any(sighting => sighting.Source == source))],
        Vlans = [.. earlier.Vlans.Where(one => one.Source == source)],
        Routes = [.. earlier.Routes.Where(one => one.Source == source)],
        Neighbours = [.. earlier.Neighbours.Where(one => one.Source == source)],
        Adjacencies = [.. earlier.Adjacencies.Where(one => one.Source == source)],
        Modules = source == FactSource.Snmp ? earlier.Modules : [],
        Sensors = source == FactSource.Snmp ? earlier.Sensors : [],
        Leases = [.. earlier.Leases.Where(one => one.Source == source)],
        Pools = [.. earlier.Pools.Where(one => one.Source == source)],
        Reservations = [.. earlier.Reservations.Where(one => one.Source == source)],
        DnsServers = source is FactSource.Console or FactSource.Configuration ? earlier.DnsServers : [],
        RoutingProtocols = [.. earlier.RoutingProtocols.Where(one => one.Source == source)],
        Services = [.. earlier.Services.Where(one => one.Source == source)],
        Performance = source == FactSource.Snmp ? earlier.Performance : null,
    };

    /// <summary>What the source gave the interface; loopback addresses stand nowhere else.</summary>
    private static IEnumerable<string> AddressesOf(EquipmentProfile earlier, EquipmentInterface one, FactSource source) =>
        earlier.Addresses.Where(address => address.Interface == one.Name && address.Sightings.Any(sighting => sighting.Source == source))
            .Select(address => address.PrefixLength is { } length ? string.Create(CultureInfo.InvariantCulture, $"{address.Address}/{length}") : address.Address)
            .Concat(one.Addresses.Where(text => AddressLogic.Read(text) is var (address, _) && !AddressLogic.IsUsable(address)));

    private static string? SaidBy(ProfileValue? value, FactSource source) =>
        value is null ? null
        : value.Source == source ? value.Value
        : value.Rivals.FirstOrDefault(rival => rival.Source == source)?.Value;
}
