namespace Nms.Topology;

/// <summary>Who saw what.</summary>
/// <param name="Protocol">lldp, cdp, arp, fdb or ospf.</param>
/// <param name="NodeId">Who saw it.</param>
/// <param name="NodeName">His name.</param>
/// <param name="Port">At which of his ports, in his words.</param>
/// <param name="RemoteName">What the neighbour calls itself, or the address by which it is known.</param>
/// <param name="RemotePort">What it calls its port.</param>
/// <param name="At">When he was asked.</param>
[GenerateSerializer, Immutable, Alias("Nms.Topology.DriftEvidence")]
public sealed record DriftEvidence(
    [property: Id(0)] string Protocol,
    [property: Id(1)] Guid NodeId,
    [property: Id(2)] string NodeName,
    [property: Id(3)] string? Port,
    [property: Id(4)] string? RemoteName,
    [property: Id(5)] string? RemotePort,
    [property: Id(6)] DateTimeOffset At);
