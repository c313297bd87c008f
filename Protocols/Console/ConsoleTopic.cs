namespace Nms.Consoles;

/// <summary>What a command of a dialect tells about.</summary>
public enum ConsoleTopic
{
    /// <summary>Software, platform, serial number, uptime.</summary>
    Version,

    /// <summary>Interfaces, their state and addresses.</summary>
    Interfaces,

    /// <summary>Neighbours found by ARP or neighbour discovery.</summary>
    Neighbours,

    /// <summary>The routing table.</summary>
    Routes,

    /// <summary>The running configuration.</summary>
    RunningConfiguration,

    /// <summary>Addresses it leased by DHCP.</summary>
    Leases,

    /// <summary>VLANs.</summary>
    Vlans,

    /// <summary>Processors, memory, load, counters of interfaces.</summary>
    Load,
}
