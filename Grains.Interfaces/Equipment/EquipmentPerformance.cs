using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>How busy equipment is; null where nobody tells.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentPerformance")]
public sealed record EquipmentPerformance
{
    /// <summary>CPU in use, per cent.</summary>
    [Id(0)] public double? CpuPercent { get; init; }

    /// <summary>Where that is from: a MIB.</summary>
    [Id(1)] public string? CpuFrom { get; init; }

    /// <summary>Memory in use, per cent.</summary>
    [Id(2)] public double? MemoryPercent { get; init; }

    /// <summary>All memory.</summary>
    [Id(3)] public long? MemoryTotalBytes { get; init; }

    /// <summary>Memory in use.</summary>
    [Id(4)] public long? MemoryUsedBytes { get; init; }

    /// <summary>Where that is from.</summary>
    [Id(5)] public string? MemoryFrom { get; init; }

    /// <summary>Fixed disks.</summary>
    [Id(6)] public ImmutableArray<EquipmentDisk> Disks { get; init; } = [];

    /// <summary>Load average of one minute.</summary>
    [Id(7)] public double? Load1 { get; init; }

    /// <summary>Load average of five minutes.</summary>
    [Id(8)] public double? Load5 { get; init; }

    /// <summary>Load average of fifteen minutes.</summary>
    [Id(9)] public double? Load15 { get; init; }

    /// <summary>Processes.</summary>
    [Id(10)] public int? Processes { get; init; }

    /// <summary>Since it started.</summary>
    [Id(11)] public TimeSpan? Uptime { get; init; }

    /// <summary>Where that is from.</summary>
    [Id(12)] public string? UptimeFrom { get; init; }

    /// <summary>When.</summary>
    [Id(13)] public DateTimeOffset? At { get; init; }
}
