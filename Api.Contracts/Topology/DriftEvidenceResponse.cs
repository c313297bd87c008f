namespace Nms.Contracts.Topology;

/// <summary>Who saw what.</summary>
/// <param name="Protocol">lldp, cdp, arp, fdb or ospf.</param>
/// <param name="NodeId">Who saw it.</param>
/// <param name="NodeName">His name.</param>
/// <param name="Port">At which of his ports.</param>
/// <param name="RemoteName">What the neighbour calls itself.</param>
/// <param name="RemotePort">What it calls its port.</param>
/// <param name="At">When he was asked.</param>
public sealed record DriftEvidenceResponse(
    string Protocol, Guid NodeId, string NodeName, string? Port, string? RemoteName, string? RemotePort, DateTimeOffset At);
