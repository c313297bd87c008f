using System.Net;
using Nms.Discovery.Snmp;
using Nms.Snmp;
using static Nms.Grains.Tests.Discovery.Snmp.SimulatedEquipment;

namespace Nms.Grains.Tests.Discovery.Snmp;

/// <summary>Tables of switches and routers, as these have them.</summary>
public sealed class SimulatedInventoryTests
{
    private const string Switch = "Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(7)E4, RELEASE SOFTWARE (fc2)";
    private static readonly byte[] s_mac1 = [0, 0x1b, 0x21, 0, 0, 1];
    private static readonly byte[] s_mac2 = [0, 0x1b, 0x21, 0, 0, 2];

    private static IEnumerable<(string Name, object Value)> Ports =>
        [.. Interface(10101, "Gi1/0/1", s_mac1, "GigabitEthernet1/0/1"), .. Interface(10102, "Gi1/0/2", s_mac2, "GigabitEthernet1/0/2")];

    private static IEnumerable<(string Name, object Value)> BasePorts => [("dot1dBaseBridgeAddress.0", s_mac1), ("dot1dBasePortIfIndex.1", 10101), ("dot1dBasePortIfIndex.2", 10102)];

    [Fact]
    public async Task Vlans_and_stations_of_a_switch_are_told_with_its_interfaces()
    {
        await using var agent = Start(Store(
            SystemGroup("1.3.6.1.4.1.11.2.3.7.11.86", "ProCurve J9145A 2910al-24G Switch, revision W.14.03"), Ports, BasePorts,
            [
                ("dot1qVlanFdbId.0.10", 3u), ("dot1qVlanCurrentEgressPorts.0.10", new byte[] { 0b1100_0000 }), ("dot1qVlanCurrentUntaggedPorts.0.10", new byte[] { 0b0100_0000 }),
                ("dot1qVlanStaticName.10", "users"), ("dot1qVlanStaticEgressPorts.10", new byte[] { 0b1000_0000 }), ("dot1qVlanStaticUntaggedPorts.10", Array.Empty<byte>()),
                ("dot1qTpFdbPort.3.2.0.0.0.0.171", 2), ("dot1qTpFdbStatus.3.2.0.0.0.0.171", 3), ("dot1qTpFdbPort.99.2.0.0.0.0.172", 0), ("dot1qTpFdbStatus.99.2.0.0.0.0.172", 4),
            ]));
        using var reader = new ReaderUnderTest();

        var inventory = await reader.ReadAsync(agent.EndPoint);

        var vlan = Assert.Single(inventory.Vlans);
        Assert.Equal((10, "users", "10101 10102", "10102"), (vlan.Id, vlan.Name, string.Join(' ', vlan.Ports), string.Join(' ', vlan.UntaggedPorts)));
        Assert.Equal(
            [new AgentBridgeEntry("02:00:00:00:00:ab", 10, 2, 10102, "learned", "dot1qTpFdbTable"), new AgentBridgeEntry("02:00:00:00:00:ac", null, 0, null, "self", "dot1qTpFdbTable")],
            inventory.BridgeEntries);
        Assert.Equal("00:1b:21:00:00:01", inventory.System?.BridgeAddress);
    }

    [Fact]
    public async Task An_empty_table_is_told_apart_from_one_that_is_not_there()
    {
        await using var router = Start(Store(SystemGroup("1.3.6.1.4.1.99999.1", "a router"), [("ipForwarding.0", 1), ("inetCidrRouteNumber.0", 0u)]));
        await using var other = Start(Store(SystemGroup("1.3.6.1.4.1.99999.1", "a sensor")));
        using var reader = new ReaderUnderTest();

        var empty = await reader.ReadAsync(router.EndPoint);
        var absent = await reader.ReadAsync(other.EndPoint);

        Assert.Equal(
            [("routes", AgentPartOutcome.Empty), ("neighbours", AgentPartOutcome.Empty)],
            empty.Parts.Where(part => part.Name is "routes" or "neighbours").Select(part => (part.Name, part.Outcome)));
        Assert.Equal(
            [("routes", AgentPartOutcome.NotSupported), ("neighbours", AgentPartOutcome.NotSupported)],
            absent.Parts.Where(part => part.Name is "routes" or "neighbours").Select(part => (part.Name, part.Outcome)));
        Assert.Equal("The agent knows of it and has no rows.", empty.Parts.Single(part => part.Name == "neighbours").Reason);
    }

    [Fact]
    public async Task A_Cisco_switch_is_asked_for_each_of_its_vlans()
    {
        var user = new UsmUser("reader", AuthProtocol.Sha1, "auth-password");
        var main = Store(
            SystemGroup("1.3.6.1.4.1.9.1.1208", Switch), Ports, [("dot1dBaseBridgeAddress.0", s_mac1)],
            [
                ("vtpVlanState.1.10", 1), ("vtpVlanType.1.10", 1), ("vtpVlanName.1.10", "users"), ("vtpVlanState.1.20", 1), ("vtpVlanType.1.20", 1), ("vtpVlanName.1.20", "voice"),
                ("vtpVlanState.1.1002", 1), ("vtpVlanType.1.1002", 2), ("vtpVlanName.1.1002", "fddi-default"),
                ("vmVlan.10101", 10), ("vlanTrunkPortVlansEnabled.10102", Bits(10, 20)), ("vlanTrunkPortNativeVlan.10102", 20), ("vlanTrunkPortDynamicStatus.10102", 1),
            ]);
        var vlan10 = Store([("dot1dBasePortIfIndex.1", 10101), ("dot1dTpFdbPort.2.0.0.0.0.171", 1), ("dot1dTpFdbStatus.2.0.0.0.0.171", 3)]);
        var vlan20 = Store([("dot1dBasePortIfIndex.2", 10102), ("dot1dTpFdbPort.2.0.0.0.0.172", 2), ("dot1dTpFdbStatus.2.0.0.0.0.172", 3)]);
        await using var agent = Start(main, builder => builder.Options = builder.Options with
        {
            Users = new Dictionary<UsmUser, SnmpAccess> { [user] = SnmpAccess.ReadOnly },
            Contexts = new Dictionary<string, ISnmpObjects> { ["vlan-10"] = vlan10, ["vlan-20"] = vlan20 },
        });
        using var reader = new ReaderUnderTest(options => options.Credentials =
            [new SnmpCredentialOptions { Name = "v3", User = "reader", AuthProtocol = AuthProtocol.Sha1, AuthPassword = "auth-password" }]);

        var inventory = await reader.ReadAsync(agent.EndPoint);

        Assert.Equal(["10 users 10101,10102 10101", "20 voice 10102 10102"], inventory.Vlans.Select(vlan => $"{vlan.Id} {vlan.Name} {string.Join(',', vlan.Ports)} {string.Join(',', vlan.UntaggedPorts)}"));
        Assert.Equal(["02:00:00:00:00:ab 10 10101", "02:00:00:00:00:ac 20 10102"], inventory.BridgeEntries.Select(entry => $"{entry.MacAddress} {entry.Vlan} {entry.IfIndex}"));
        Assert.Equal("C2960X", inventory.Class.Model);
    }

    [Fact]
    public async Task Neighbours_by_LLDP_and_CDP_are_told_with_the_interface_here()
    {
        await using var agent = Start(Store(
            SystemGroup("1.3.6.1.4.1.9.1.1208", Switch), Ports,
            [
                ("lldpLocChassisIdSubtype.0", 4), ("lldpLocChassisId.0", s_mac1), ("lldpLocSysName.0", "box"),
                ("lldpLocPortIdSubtype.1", 5), ("lldpLocPortId.1", "Gi1/0/2"), ("lldpLocPortDesc.1", "GigabitEthernet1/0/2"),
                ("lldpRemChassisIdSubtype.0.1.7", 4), ("lldpRemChassisId.0.1.7", s_mac2), ("lldpRemPortIdSubtype.0.1.7", 5), ("lldpRemPortId.0.1.7", "eth1"), ("lldpRemPortDesc.0.1.7", "uplink"),
                ("lldpRemSysName.0.1.7", "peer"), ("lldpRemSysDesc.0.1.7", "Linux peer"), ("lldpRemSysCapEnabled.0.1.7", new byte[] { 0b0010_1000 }),
                ("lldpRemManAddrIfSubtype.0.1.7.1.4.10.0.0.2", 2), ("lldpRemManAddrIfSubtype.0.1.7.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.2", 2),
                ("cdpGlobalRun.0", 1),
                ("cdpCacheAddressType.10101.3", 1), ("cdpCacheAddress.10101.3", new byte[] { 10, 0, 0, 9 }), ("cdpCacheVersion.10101.3", "IOS"), ("cdpCacheDeviceId.10101.3", "R9.lab"),
                ("cdpCacheDevicePort.10101.3", "FastEthernet0/0"), ("cdpCachePlatform.10101.3", "Cisco 3725"), ("cdpCacheCapabilities.10101.3", new byte[] { 0, 0, 0, 0x29 }), ("cdpCacheNativeVLAN.10101.3", 1),
            ]));
        using var reader = new ReaderUnderTest();

        var inventory = await reader.ReadAsync(agent.EndPoint);

        Assert.Equal(new AgentLldpSystem("macAddress", "00:1b:21:00:00:01", "box", "LLDP-MIB"), inventory.LldpSystem);
        var peer = Assert.Single(inventory.LldpNeighbours);
        Assert.Equal((10102, "Gi1/0/2", "00:1b:21:00:00:02", "interfaceName", "eth1", "peer"), (peer.IfIndex, peer.LocalPort, peer.ChassisId, peer.PortIdType, peer.PortId, peer.Name));
        Assert.Equal(["bridge", "router"], peer.Capabilities);
        Assert.Equal([IPAddress.Parse("10.0.0.2"), IPAddress.Parse("2001:db8::2")], peer.ManagementAddresses);
        var cdp = Assert.Single(inventory.CdpNeighbours);
        Assert.Equal((10101, "R9.lab", "FastEthernet0/0", "Cisco 3725", IPAddress.Parse("10.0.0.9"), 1), (cdp.IfIndex, cdp.DeviceId, cdp.Port, cdp.Platform, cdp.Address, cdp.NativeVlan));
        Assert.Equal(["router", "switch", "igmp"], cdp.Capabilities);
    }

    [Fact]
    public async Task The_newer_LLDP_MIB_is_read_where_the_older_is_not()
    {
        await using var agent = Start(Store(
            SystemGroup("1.3.6.1.4.1.30065.1.2759", "Arista Networks EOS version 4.28.3M running on an Arista Networks vEOS"), Ports,
            [
                ("lldpV2RemChassisIdSubtype.0.10102.1.6", 4), ("lldpV2RemChassisId.0.10102.1.6", "28:99:3A:bf:26:46"), ("lldpV2RemPortIdSubtype.0.10102.1.6", 5),
                ("lldpV2RemPortId.0.10102.1.6", "Ethernet1"), ("lldpV2RemSysName.0.10102.1.6", "leaf"), ("lldpV2RemManAddrIfSubtype.0.10102.1.6.1.4.10.0.0.3", 2),
            ]));
        using var reader = new ReaderUnderTest();

        var peer = Assert.Single((await reader.ReadAsync(agent.EndPoint)).LldpNeighbours);

        Assert.Equal((10102, "28:99:3a:bf:26:46", "Ethernet1", "leaf", "LLDP-V2-MIB"), (peer.IfIndex, peer.ChassisId, peer.PortId, peer.Name, peer.Mib));
        Assert.Equal([IPAddress.Parse("10.0.0.3")], peer.ManagementAddresses);
    }

    [Fact]
    public async Task A_routers_parts_sensors_load_leases_and_peers_are_told()
    {
        await using var agent = Start(Store(
            SystemGroup("1.3.6.1.4.1.9.1.222", "Cisco IOS Software, 7200 Software (C7200-ADVENTERPRISEK9-M), Version 15.2(4)S5, RELEASE SOFTWARE (fc1)"), Ports,
            [
                ("ipAdEntIfIndex.10.0.12.1", 10101), ("ipAdEntNetMask.10.0.12.1", IPAddress.Parse("255.255.255.252")),
                ("ipRouteIfIndex.0.0.0.0", 10101), ("ipRouteMetric1.0.0.0.0", 1), ("ipRouteNextHop.0.0.0.0", IPAddress.Parse("10.0.12.2")), ("ipRouteType.0.0.0.0", 4), ("ipRouteProto.0.0.0.0", 3), ("ipRouteMask.0.0.0.0", IPAddress.Any),
                ("ipNetToMediaPhysAddress.10101.10.0.12.2", s_mac2), ("ipNetToMediaType.10101.10.0.12.2", 3),
                ("entPhysicalDescr.1", "7206VXR chassis"), ("entPhysicalContainedIn.1", 0), ("entPhysicalClass.1", 3), ("entPhysicalName.1", "Chassis"), ("entPhysicalSerialNum.1", "4279256517"),
                ("entPhysicalModelName.1", "CISCO7206VXR"), ("entPhysicalSoftwareRev.1", ""), ("entPhysicalDescr.7", "inlet"), ("entPhysicalContainedIn.7", 1), ("entPhysicalClass.7", 8),
                ("entSensorType.7", 8), ("entSensorScale.7", 8), ("entSensorPrecision.7", 1), ("entSensorValue.7", 235_000), ("entSensorStatus.7", 1),
                ("cpmCPUTotal5min.1", 3u), ("cpmCPUTotal5minRev.1", 4u), ("ciscoMemoryPoolName.1", "Processor"), ("ciscoMemoryPoolUsed.1", 25u), ("ciscoMemoryPoolFree.1", 75u),
                ("ciscoMemoryPoolName.2", "I/O"), ("ciscoMemoryPoolUsed.2", 100u), ("ciscoMemoryPoolFree.2", 0u),
                ("cdsBindingsAddrType.10.2.0.0.0.0.171", 1), ("cdsBindingsIpAddress.10.2.0.0.0.0.171", new byte[] { 10, 0, 10, 5 }), ("cdsBindingsInterface.10.2.0.0.0.0.171", 10102),
                ("cdsBindingsLeasedTime.10.2.0.0.0.0.171", 3600u), ("cdsBindingsHostname.10.2.0.0.0.0.171", "pc1"),
                ("ospfRouterId.0", IPAddress.Parse("1.1.1.1")), ("ospfAdminStat.0", 1), ("ospfNbrIpAddr.10.0.12.2.0", IPAddress.Parse("10.0.12.2")), ("ospfNbrRtrId.10.0.12.2.0", IPAddress.Parse("2.2.2.2")), ("ospfNbrState.10.0.12.2.0", 8),
                ("bgpLocalAs.0", 65001), ("bgpIdentifier.0", IPAddress.Parse("1.1.1.1")), ("bgpPeerIdentifier.10.0.12.2", IPAddress.Any), ("bgpPeerState.10.0.12.2", 3),
                ("bgpPeerLocalAddr.10.0.12.2", IPAddress.Any), ("bgpPeerRemoteAs.10.0.12.2", 65002),
            ]));
        using var reader = new ReaderUnderTest();

        var inventory = await reader.ReadAsync(agent.EndPoint);

        Assert.Equal([new AgentAddress(IPAddress.Parse("10.0.12.1"), 30, 10101, null, null, "ipAddrTable")], inventory.Addresses);
        Assert.Equal([new AgentRoute(IPAddress.Any, 0, IPAddress.Parse("10.0.12.2"), 10101, "remote", "static", 1, "ipRouteTable")], inventory.Routes);
        Assert.Equal([new AgentNeighbour(IPAddress.Parse("10.0.12.2"), "00:1b:21:00:00:02", 10101, "dynamic", null, "ipNetToMediaTable")], inventory.Neighbours);
        Assert.Equal(("chassis", "CISCO7206VXR", "4279256517", null), (inventory.Modules[0].Class, inventory.Modules[0].Model, inventory.Modules[0].Serial, inventory.Modules[0].SoftwareRevision));
        Assert.Equal([new AgentSensor("inlet", "celsius", 23.5, "ok", "CISCO-ENTITY-SENSOR-MIB")], inventory.Sensors);
        Assert.Equal((4.0, "CISCO-PROCESS-MIB"), (inventory.Performance?.CpuPercent, inventory.Performance?.CpuFrom));
        Assert.Equal((100, 25, "CISCO-MEMORY-POOL-MIB"), (inventory.Performance?.MemoryTotalBytes, inventory.Performance?.MemoryUsedBytes, inventory.Performance?.MemoryFrom));
        Assert.Equal((TimeSpan.FromHours(1), "SNMPv2-MIB"), (inventory.Performance?.Uptime, inventory.Performance?.UptimeFrom));
        Assert.Equal([new AgentLease(IPAddress.Parse("10.0.10.5"), "02:00:00:00:00:ab", "pc1", 10, 10102, TimeSpan.FromHours(1), "CISCO-DHCP-SNOOPING-MIB")], inventory.Leases);
        Assert.Equal(new AgentOspf(IPAddress.Parse("1.1.1.1"), true), inventory.Ospf);
        Assert.Equal([new AgentOspfNeighbour(IPAddress.Parse("10.0.12.2"), IPAddress.Parse("2.2.2.2"), "full", 10101)], inventory.OspfNeighbours);
        Assert.Equal(new AgentBgp(65001, IPAddress.Parse("1.1.1.1")), inventory.Bgp);
        Assert.Equal([new AgentBgpPeer(IPAddress.Parse("10.0.12.2"), null, 65002, null, "active")], inventory.BgpPeers);
    }

    [Fact]
    public async Task Memory_of_Net_SNMP_does_not_count_buffers_and_cache()
    {
        await using var agent = Start(Store(
            SystemGroup("1.3.6.1.4.1.8072.3.2.10", "Linux old 3.16.0-4-amd64 #1 SMP"),
            [("memTotalReal.0", 1000), ("memAvailReal.0", 100), ("memBuffer.0", 50), ("memCached.0", 450), ("ssCpuIdle.0", 93), ("laLoadInt.1", 112), ("hrSystemUptime.0", TimeSpan.FromHours(5))]));
        using var reader = new ReaderUnderTest();

        var performance = (await reader.ReadAsync(agent.EndPoint)).Performance;

        Assert.Equal((1_024_000, 409_600, "UCD-SNMP-MIB"), (performance?.MemoryTotalBytes, performance?.MemoryUsedBytes, performance?.MemoryFrom));
        Assert.Equal((7.0, "UCD-SNMP-MIB", 1.12), (performance?.CpuPercent, performance?.CpuFrom, performance?.Load1));
        Assert.Equal((TimeSpan.FromHours(5), "HOST-RESOURCES-MIB"), (performance?.Uptime, performance?.UptimeFrom));
    }

    [Fact]
    public async Task Memory_processors_and_disks_of_a_host_are_those_of_HOST_RESOURCES()
    {
        var (ram, other, disk) = (Oid.Parse("1.3.6.1.2.1.25.2.1.2"), Oid.Parse("1.3.6.1.2.1.25.2.1.1"), Oid.Parse("1.3.6.1.2.1.25.2.1.4"));
        await using var agent = Start(Store(
            SystemGroup("1.3.6.1.4.1.99999.1", "a host"),
            Storage(1, ram, "Physical memory", 1024, 1000, 900), Storage(6, other, "Memory buffers", 1024, 1000, 100), Storage(7, other, "Cached memory", 1024, 300, 300),
            Storage(31, disk, "/big", 4096, -2147483648, 1),
            [("hrProcessorLoad.1", 10), ("hrProcessorLoad.2", 25)]));
        using var reader = new ReaderUnderTest();

        var inventory = await reader.ReadAsync(agent.EndPoint);

        Assert.Equal((1_024_000, 512_000, "HOST-RESOURCES-MIB"), (inventory.Performance?.MemoryTotalBytes, inventory.Performance?.MemoryUsedBytes, inventory.Performance?.MemoryFrom));
        Assert.Equal((17.5, "HOST-RESOURCES-MIB"), (inventory.Performance?.CpuPercent, inventory.Performance?.CpuFrom));
        Assert.Equal([new AgentStorage("/big", "fixedDisk", 2147483648L * 4096, 4096, "HOST-RESOURCES-MIB")], inventory.Storages);
    }

    private static IEnumerable<(string Name, object Value)> Storage(int index, Oid type, string name, int unit, int size, int used) =>
    [
        ($"hrStorageType.{index}", type), ($"hrStorageDescr.{index}", name), ($"hrStorageAllocationUnits.{index}", unit), ($"hrStorageSize.{index}", size), ($"hrStorageUsed.{index}", used),
    ];

    private static byte[] Bits(params int[] numbers)
    {
        var bytes = new byte[128];
        foreach (var number in numbers)
        {
            bytes[number / 8] |= (byte)(0x80 >> (number % 8));
        }

        return bytes;
    }
}
