namespace Nms.Contracts.Equipment;

/// <summary>How busy equipment is; null where nobody tells.</summary>
/// <param name="CpuPercent">CPU in use, per cent.</param>
/// <param name="CpuFrom">Where that is from: a MIB.</param>
/// <param name="MemoryPercent">Memory in use, per cent.</param>
/// <param name="MemoryTotalBytes">All memory.</param>
/// <param name="MemoryUsedBytes">Memory in use.</param>
/// <param name="MemoryFrom">Where that is from.</param>
/// <param name="Disks">Fixed disks.</param>
/// <param name="Load1">Load average of one minute.</param>
/// <param name="Load5">Load average of five minutes.</param>
/// <param name="Load15">Load average of fifteen minutes.</param>
/// <param name="Processes">Processes.</param>
/// <param name="UptimeSeconds">Since it started.</param>
/// <param name="UptimeFrom">Where that is from.</param>
/// <param name="At">When.</param>
public sealed record EquipmentPerformanceResponse(
    double? CpuPercent,
    string? CpuFrom,
    double? MemoryPercent,
    long? MemoryTotalBytes,
    long? MemoryUsedBytes,
    string? MemoryFrom,
    IReadOnlyList<EquipmentDiskResponse> Disks,
    double? Load1,
    double? Load5,
    double? Load15,
    int? Processes,
    double? UptimeSeconds,
    string? UptimeFrom,
    DateTimeOffset? At);
