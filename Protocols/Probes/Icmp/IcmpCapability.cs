namespace Nms.Probes;

/// <summary>By what means this process may send ICMP echo requests.</summary>
public enum IcmpCapability
{
    /// <summary>By a raw socket (for IPv6 that of RFC 3542 §3): needs root or CAP_NET_RAW. Hears unreachable messages of routers.</summary>
    RawSocket,

    /// <summary>
    /// By Linux' datagram socket for ICMP: the process' group must be in <c>net.ipv4.ping_group_range</c>. As fast as a raw socket; what
    /// a router calls unreachable is silent here.
    /// </summary>
    DatagramSocket,

    /// <summary>By <see cref="System.Net.NetworkInformation.Ping"/>, one call a probe: slower, and duplicates go unseen.</summary>
    SystemPing,
}
