using Nms.Equipment;
using static Nms.Grains.Tests.Equipment.Findings;

namespace Nms.Grains.Tests.Equipment;

public sealed class NetworkLogicTests
{
    [Fact]
    public void A_VLAN_has_the_ports_that_the_equipment_says_by_the_names_of_its_interfaces()
    {
        var profile = ProfileLogic.Consolidate(Basis(),
        [
            Of(FactSource.Console, Interface("Ethernet0/1"), Interface("Ethernet0/2")) with { Vlans = [Vlan(FactSource.Console, 10, "STAFF", "Et0/1")] },
            Of(FactSource.Snmp) with { Vlans = [Vlan(FactSource.Snmp, 10, null, "Ethernet0/1", "Ethernet0/2")] },
            Of(FactSource.Configuration) with { Vlans = [Vlan(FactSource.Configuration, 10, "PLANNED", "Ethernet0/9"), Vlan(FactSource.Configuration, 20, "NEXT", "Ethernet0/2")] },
        ]);

        Assert.Equal(
            ["10 STAFF Ethernet0/1 Ethernet0/2", "20 NEXT Ethernet0/2"], profile.Vlans.Select(vlan => $"{vlan.Id} {vlan.Name} {string.Join(' ', vlan.Ports)}"));
    }

    [Fact]
    public void What_one_source_leaves_out_of_a_route_another_tells()
    {
        var route = new EquipmentRoute { Destination = "0.0.0.0/0", NextHop = "10.0.0.1" };
        var profile = ProfileLogic.Consolidate(Basis(),
        [
            Of(FactSource.Console) with { Routes = [route with { Protocol = "static", Source = FactSource.Console }] },
            Of(FactSource.Snmp) with { Routes = [route with { Interface = "eth0", Metric = 5, Source = FactSource.Snmp }] },
        ]);

        Assert.Equal(route with { Protocol = "static", Interface = "eth0", Metric = 5, Source = FactSource.Console }, Assert.Single(profile.Routes));
    }

    [Fact]
    public void Equipment_is_no_neighbour_of_its_own()
    {
        var profile = ProfileLogic.Consolidate(Basis(),
        [
            Of(FactSource.Console, Interface("eth0", "aa:bb:cc:00:00:01", "10.0.0.1/24")) with
            {
                Neighbours = [new EquipmentNeighbour { Address = "10.0.0.1", MacAddress = "aa:bb:cc:00:00:01" }, new EquipmentNeighbour { Address = "10.0.0.2", MacAddress = "aa:bb:cc:00:00:02" }],
            },
        ]);

        Assert.Equal(["10.0.0.2"], profile.Neighbours.Select(one => one.Address));
    }

    [Fact]
    public void The_router_id_of_the_agent_belongs_to_the_only_instance()
    {
        var profile = ProfileLogic.Consolidate(Basis(),
        [
            Of(FactSource.Console) with { RoutingProtocols = [new EquipmentRoutingProtocol { Name = "ospf", Instance = "1", Networks = ["10.0.0.0/8"] }] },
            Of(FactSource.Snmp) with { RoutingProtocols = [new EquipmentRoutingProtocol { Name = "ospf", RouterId = "1.1.1.1" }] },
        ]);

        var one = Assert.Single(profile.RoutingProtocols);
        Assert.Equal(("ospf", "1", "1.1.1.1", "10.0.0.0/8"), (one.Name, one.Instance, one.RouterId, one.Networks.Single()));
    }

    [Fact]
    public void Without_an_agent_the_console_says_how_busy_it_is()
    {
        var profile = ProfileLogic.Consolidate(Basis(),
        [
            Of(FactSource.Console) with { Performance = new EquipmentPerformance { CpuPercent = 7, CpuFrom = "console", Load1 = 0.5, Uptime = TimeSpan.FromHours(1), UptimeFrom = "console" } },
            Of(FactSource.Snmp) with { Performance = new EquipmentPerformance { CpuPercent = 9, CpuFrom = "UCD-SNMP-MIB" } },
        ]);

        Assert.Equal((9, "UCD-SNMP-MIB", 0.5, "console"), (profile.Performance!.CpuPercent, profile.Performance.CpuFrom, profile.Performance.Load1, profile.Performance.UptimeFrom));
    }

    [Fact]
    public void A_kernel_is_the_version_only_where_nothing_else_is_known()
    {
        var both = ProfileLogic.Consolidate(Basis(), [Of(FactSource.Console) with { SoftwareVersion = "Debian GNU/Linux 12", Kernel = "6.1.0" }, Of(FactSource.Snmp) with { Kernel = "6.1.0" }]);
        var agent = ProfileLogic.Consolidate(Basis(), [Of(FactSource.Snmp) with { Kernel = "6.1.0" }]);

        Assert.Equal(("Debian GNU/Linux 12", "6.1.0", "6.1.0"), (both.SoftwareVersion!.Value, both.Kernel!.Value, agent.SoftwareVersion!.Value));
        Assert.Empty(both.SoftwareVersion.Rivals);
    }

    private static EquipmentVlan Vlan(FactSource source, int id, string? name, params string[] ports) => new() { Id = id, Name = name, Ports = [.. ports], Source = source };
}
