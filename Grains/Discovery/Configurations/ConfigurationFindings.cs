using Nms.Equipment;

namespace Nms.Discovery.Configurations;

/// <summary>What a configuration says, as findings. Pure.</summary>
internal static class ConfigurationFindings
{
    /// <summary>What a configuration says.</summary>
    /// <param name="facts">What it says.</param>
    /// <param name="file">The file.</param>
    /// <param name="at">When it was read.</param>
    /// <param name="source">The console for what runs; else the file is what will be.</param>
    public static SourceFindings Of(ConfigurationFacts facts, string file, DateTimeOffset at, FactSource source = FactSource.Configuration) => new()
    {
        Source = source,
        At = at,
        Detail = file,
        HostName = facts.HostName,
        SoftwareVersion = facts.Version,
        Interfaces = [.. facts.Interfaces.Select(one => new EquipmentInterface
        {
            Name = one.Name,
            Alias = one.Description,
            MacAddress = one.MacAddress,
            Mtu = one.Mtu,
            AdminStatus = one.IsShutDown switch { true => "down", false => "up", null => null },
            UsesDhcp = one.UsesDhcp,
            Addresses = one.Addresses,
        })],
        Leases = [.. facts.Leases.Where(lease => lease.State == "active").Select(lease => new EquipmentLease
        {
            Address = lease.Address, MacAddress = lease.MacAddress, HostName = lease.HostName, EndsAt = lease.EndsAt, Source = source,
        })],
        Pools = [.. facts.Pools.Select(pool => new EquipmentPool { Name = pool.Name, Network = pool.Network, Gateways = pool.Gateways, DnsServers = pool.DnsServers, Source = source })],
        Reservations = [.. facts.Bindings.Select(kept => new EquipmentLease { Address = kept.Address, MacAddress = kept.MacAddress, HostName = kept.HostName, Source = source })],
        DnsServers = facts.DnsServers,
        RoutingProtocols = [.. facts.Protocols.Select(one => new EquipmentRoutingProtocol
        {
            Name = one.Name, Instance = one.Instance, RouterId = one.RouterId, Networks = one.Networks, Neighbours = one.Neighbours, Source = source,
        })],
        Services = [.. facts.Services.Select(service => new EquipmentService { Name = service.Name, IsOn = service.IsOn, Source = source })],
        Routes = [.. facts.Routes.Select(route => new EquipmentRoute
        {
            Destination = route.Destination, NextHop = route.NextHop, Interface = route.Interface, Protocol = "static", Source = source,
        })],
        Vlans = [.. facts.Vlans.Select(vlan => new EquipmentVlan
        {
            Id = vlan.Id,
            Name = vlan.Name,
            Ports = [.. facts.Interfaces.Where(one => one.AccessVlan == vlan.Id || Carries(one, vlan.Id)).Select(one => one.Name)],
            UntaggedPorts = [.. facts.Interfaces.Where(one => one.AccessVlan == vlan.Id).Select(one => one.Name)],
            Source = source,
        })],
    };

    private static bool Carries(ConfiguredInterface one, int vlan) =>
        one is { AccessVlan: null, TrunkVlans: { } list } && (list.Length == 0 || RouterConfiguration.Ids(list).Contains(vlan));
}
