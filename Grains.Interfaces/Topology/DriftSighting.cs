namespace Nms.Topology;

/// <summary>One thing a node sees at one of its ports.</summary>
/// <param name="Protocol">lldp, cdp, arp, fdb or ospf.</param>
/// <param name="Port">The port, in the words of who sees it.</param>
/// <param name="RemoteName">What the other calls itself.</param>
/// <param name="RemotePort">What the other calls its port.</param>
/// <param name="RemoteMac">The other's MAC address.</param>
/// <param name="RemoteAddress">The other's IP address or router id.</param>
/// <param name="RemoteChassis">The other's chassis id, when it is no MAC address.</param>
/// <param name="At">When it was seen; null: when the witness was asked.</param>
[GenerateSerializer, Immutable, Alias("Nms.Topology.DriftSighting")]
public sealed record DriftSighting(
    [property: Id(0)] string Protocol,
    [property: Id(1)] string? Port,
    [property: Id(2)] string? RemoteName,
    [property: Id(3)] string? RemotePort,
    [property: Id(4)] string? RemoteMac,
    [property: Id(5)] string? RemoteAddress = null,
    [property: Id(6)] string? RemoteChassis = null,
    [property: Id(7)] DateTimeOffset? At = null);
