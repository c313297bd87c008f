namespace Nms.Probes;

/// <summary>With what a way is traced.</summary>
public enum TraceMethod
{
    /// <summary>UDP to ports nobody listens at (RFC 1812 §4.3.3.4 and what hosts answer). Needs no rights.</summary>
    Udp,

    /// <summary>ICMP echo: needs a raw or datagram socket for ICMP.</summary>
    Icmp,

    /// <summary>TCP connections to one port, which firewalls let through. Needs no rights.</summary>
    Tcp,
}
