namespace Nms.Contracts.Gns3;

/// <summary>One compute of a GNS3 server: the machine that runs nodes.</summary>
/// <param name="ComputeId">GNS3's id, such as local.</param>
/// <param name="Name">Name.</param>
/// <param name="Host">Address.</param>
/// <param name="Port">Port.</param>
/// <param name="Connected">True while GNS3 reaches it.</param>
/// <param name="CpuUsagePercent">CPU in use, in percent.</param>
/// <param name="MemoryUsagePercent">Memory in use, in percent.</param>
/// <param name="LastError">Why it is not connected, or null.</param>
public sealed record ComputeResponse(
    string ComputeId,
    string? Name,
    string? Host,
    int? Port,
    bool Connected,
    double? CpuUsagePercent,
    double? MemoryUsagePercent,
    string? LastError);
