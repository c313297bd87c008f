namespace Nms.Contracts.Equipment;

/// <summary>Who said something about equipment.</summary>
public enum FactSource
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>The GNS3 server: what was drawn.</summary>
    Gns3 = 1,

    /// <summary>A configuration file of the node.</summary>
    Configuration = 2,

    /// <summary>The equipment itself, at its console.</summary>
    Console = 3,

    /// <summary>The equipment itself, by SNMP.</summary>
    Snmp = 4,

    /// <summary>A server that leased an address to it.</summary>
    Dhcp = 5,

    /// <summary>The ARP or neighbour table of other equipment.</summary>
    Arp = 6,

    /// <summary>Other equipment, that hears it by LLDP or CDP.</summary>
    Neighbour = 7,

    /// <summary>The name service.</summary>
    Dns = 8,

    /// <summary>An answer of the address itself: ICMP, TCP.</summary>
    Probe = 9,
}
