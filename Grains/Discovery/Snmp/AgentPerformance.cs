namespace Nms.Discovery.Snmp;

/// <summary>How busy the equipment is; null where no MIB tells. Each figure with the MIB that gave it.</summary>
internal sealed record AgentPerformance
{
    public double? CpuPercent { get; init; }

    public string? CpuFrom { get; init; }

    public long? MemoryTotalBytes { get; init; }

    /// <summary>What cannot be had by whoever asks for memory: buffers and cache do not count.</summary>
    public long? MemoryUsedBytes { get; init; }

    public string? MemoryFrom { get; init; }

    public double? Load1 { get; init; }

    public double? Load5 { get; init; }

    public double? Load15 { get; init; }

    public int? Processes { get; init; }

    /// <summary>Since the equipment started, by the best clock there is.</summary>
    public TimeSpan? Uptime { get; init; }

    public string? UptimeFrom { get; init; }
}
