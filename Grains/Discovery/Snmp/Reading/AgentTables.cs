namespace Nms.Discovery.Snmp.Reading;

/// <summary>Every table that an inventory looks into.</summary>
internal static class AgentTables
{
    private static readonly string[] s_ifColumns =
    [
        "ifDescr", "ifType", "ifMtu", "ifSpeed", "ifPhysAddress", "ifAdminStatus", "ifOperStatus", "ifLastChange",
        "ifInDiscards", "ifInErrors", "ifOutDiscards", "ifOutErrors",
    ];

    public static readonly TableColumns If = new("ifTable", s_ifColumns);
    public static readonly TableColumns IfOctets = new("ifTable", "ifInOctets", "ifOutOctets");
    public static readonly TableColumns IfX = new("ifXTable", "ifName", "ifHCInOctets", "ifHCOutOctets", "ifHighSpeed", "ifAlias");

    public static readonly TableColumns IpAddress = new(
        "ipAddressTable", "ipAddressIfIndex", "ipAddressType", "ipAddressPrefix", "ipAddressOrigin", "ipAddressStatus");
    public static readonly TableColumns IpAddr = new("ipAddrTable", "ipAdEntIfIndex", "ipAdEntNetMask");

    public static readonly TableColumns InetCidrRoute = new(
        "inetCidrRouteTable", "inetCidrRouteIfIndex", "inetCidrRouteType", "inetCidrRouteProto", "inetCidrRouteMetric1");
    public static readonly TableColumns IpCidrRoute = new(
        "ipCidrRouteTable", "ipCidrRouteIfIndex", "ipCidrRouteType", "ipCidrRouteProto", "ipCidrRouteMetric1");
    public static readonly TableColumns IpRoute = new(
        "ipRouteTable", "ipRouteIfIndex", "ipRouteMetric1", "ipRouteNextHop", "ipRouteType", "ipRouteProto", "ipRouteMask");

    public static readonly TableColumns IpNetToPhysical = new(
        "ipNetToPhysicalTable", "ipNetToPhysicalPhysAddress", "ipNetToPhysicalType", "ipNetToPhysicalState");
    public static readonly TableColumns IpNetToMedia = new("ipNetToMediaTable", "ipNetToMediaPhysAddress", "ipNetToMediaType");

    public static readonly TableColumns BasePort = new("dot1dBasePortTable", "dot1dBasePortIfIndex");
    public static readonly TableColumns Fdb = new("dot1dTpFdbTable", "dot1dTpFdbPort", "dot1dTpFdbStatus");
    public static readonly TableColumns VlanFdb = new("dot1qTpFdbTable", "dot1qTpFdbPort", "dot1qTpFdbStatus");
    public static readonly TableColumns VlanCurrent = new(
        "dot1qVlanCurrentTable", "dot1qVlanFdbId", "dot1qVlanCurrentEgressPorts", "dot1qVlanCurrentUntaggedPorts");
    public static readonly TableColumns VlanStatic = new(
        "dot1qVlanStaticTable", "dot1qVlanStaticName", "dot1qVlanStaticEgressPorts", "dot1qVlanStaticUntaggedPorts");
    public static readonly TableColumns VtpVlan = new("vtpVlanTable", "vtpVlanState", "vtpVlanType", "vtpVlanName");
    public static readonly TableColumns VmMembership = new("vmMembershipTable", "vmVlan");
    public static readonly TableColumns TrunkPort = new(
        "vlanTrunkPortTable", "vlanTrunkPortVlansEnabled", "vlanTrunkPortNativeVlan", "vlanTrunkPortDynamicStatus",
        "vlanTrunkPortVlansEnabled2k", "vlanTrunkPortVlansEnabled3k", "vlanTrunkPortVlansEnabled4k");

    public static readonly TableColumns LldpLocPort = new("lldpLocPortTable", "lldpLocPortIdSubtype", "lldpLocPortId", "lldpLocPortDesc");
    public static readonly TableColumns LldpRem = new(
        "lldpRemTable", "lldpRemChassisIdSubtype", "lldpRemChassisId", "lldpRemPortIdSubtype", "lldpRemPortId", "lldpRemPortDesc",
        "lldpRemSysName", "lldpRemSysDesc", "lldpRemSysCapEnabled");
    public static readonly TableColumns LldpRemManAddr = new("lldpRemManAddrTable", "lldpRemManAddrIfSubtype");
    public static readonly TableColumns LldpV2LocPort = new("lldpV2LocPortTable", "lldpV2LocPortIdSubtype", "lldpV2LocPortId", "lldpV2LocPortDesc");
    public static readonly TableColumns LldpV2Rem = new(
        "lldpV2RemTable", "lldpV2RemChassisIdSubtype", "lldpV2RemChassisId", "lldpV2RemPortIdSubtype", "lldpV2RemPortId", "lldpV2RemPortDesc",
        "lldpV2RemSysName", "lldpV2RemSysDesc", "lldpV2RemSysCapEnabled");
    public static readonly TableColumns LldpV2RemManAddr = new("lldpV2RemManAddrTable", "lldpV2RemManAddrIfSubtype");

    public static readonly TableColumns CdpCache = new(
        "cdpCacheTable", "cdpCacheAddressType", "cdpCacheAddress", "cdpCacheVersion", "cdpCacheDeviceId", "cdpCacheDevicePort", "cdpCachePlatform",
        "cdpCacheCapabilities", "cdpCacheNativeVLAN");

    public static readonly TableColumns EntPhysical = new(
        "entPhysicalTable", "entPhysicalDescr", "entPhysicalContainedIn", "entPhysicalClass", "entPhysicalName", "entPhysicalHardwareRev",
        "entPhysicalFirmwareRev", "entPhysicalSoftwareRev", "entPhysicalSerialNum", "entPhysicalMfgName", "entPhysicalModelName");
    public static readonly TableColumns EntPhySensor = new(
        "entPhySensorTable", "entPhySensorType", "entPhySensorScale", "entPhySensorPrecision", "entPhySensorValue", "entPhySensorOperStatus");
    public static readonly TableColumns CiscoSensor = new(
        "entSensorValueTable", "entSensorType", "entSensorScale", "entSensorPrecision", "entSensorValue", "entSensorStatus");
    public static readonly TableColumns CiscoTemperature = new(
        "ciscoEnvMonTemperatureStatusTable", "ciscoEnvMonTemperatureStatusDescr", "ciscoEnvMonTemperatureStatusValue", "ciscoEnvMonTemperatureState");

    public static readonly TableColumns HrStorage = new(
        "hrStorageTable", "hrStorageType", "hrStorageDescr", "hrStorageAllocationUnits", "hrStorageSize", "hrStorageUsed");
    public static readonly TableColumns HrProcessor = new("hrProcessorTable", "hrProcessorLoad");
    public static readonly TableColumns CpmCpu = new(
        "cpmCPUTotalTable", "cpmCPUTotal5min", "cpmCPUTotal5minRev", "cpmCPUMemoryUsed", "cpmCPUMemoryFree");
    public static readonly TableColumns MemoryPool = new("ciscoMemoryPoolTable", "ciscoMemoryPoolName", "ciscoMemoryPoolUsed", "ciscoMemoryPoolFree");
    public static readonly TableColumns EnhancedPool = new(
        "cempMemPoolTable", "cempMemPoolType", "cempMemPoolName", "cempMemPoolUsed", "cempMemPoolFree", "cempMemPoolHCUsed", "cempMemPoolHCFree");
    public static readonly TableColumns Dsk = new("dskTable", "dskPath", "dskTotal", "dskUsed");

    public static readonly TableColumns DhcpBindings = new(
        "cdsBindingsTable", "cdsBindingsAddrType", "cdsBindingsIpAddress", "cdsBindingsInterface", "cdsBindingsLeasedTime", "cdsBindingsHostname");

    public static readonly TableColumns OspfNbr = new("ospfNbrTable", "ospfNbrIpAddr", "ospfNbrRtrId", "ospfNbrState");
    public static readonly TableColumns BgpPeer = new(
        "bgpPeerTable", "bgpPeerIdentifier", "bgpPeerState", "bgpPeerLocalAddr", "bgpPeerRemoteAs");

    /// <summary>Those that are asked for once, whether there are any rows. Every agent has an ifTable.</summary>
    public static readonly IReadOnlyList<TableColumns> Probed =
    [
        IfX, IpAddress, IpAddr, InetCidrRoute, IpCidrRoute, IpRoute, IpNetToPhysical, IpNetToMedia,
        BasePort, Fdb, VlanFdb, VlanCurrent, VlanStatic, VtpVlan, VmMembership, TrunkPort,
        LldpRem, LldpV2Rem, CdpCache, EntPhysical, EntPhySensor, CiscoSensor, CiscoTemperature,
        HrStorage, HrProcessor, CpmCpu, MemoryPool, EnhancedPool, Dsk, DhcpBindings, OspfNbr, BgpPeer,
    ];

    /// <summary>Single values that are of use, or that tell of what the agent knows.</summary>
    public static readonly string[] Scalars =
    [
        "snmpEngineID", "snmpEngineTime", "ifNumber", "ipForwarding", "inetCidrRouteNumber", "dot1dBaseBridgeAddress", "hrSystemUptime", "hrSystemProcesses",
        "lldpLocChassisIdSubtype", "lldpLocChassisId", "lldpLocSysName", "lldpV2LocChassisIdSubtype", "lldpV2LocChassisId", "lldpV2LocSysName",
        "cdpGlobalRun", "ospfRouterId", "ospfAdminStat", "bgpLocalAs", "bgpIdentifier",
        "ssCpuIdle", "laLoadInt.1", "laLoadInt.2", "laLoadInt.3", "avgBusy5",
        "memTotalReal", "memAvailReal", "memBuffer", "memCached", "memTotalRealX", "memSysAvail",
    ];
}
