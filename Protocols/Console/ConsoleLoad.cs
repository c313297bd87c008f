namespace Nms.Consoles;

/// <summary>How busy equipment is; null where it does not tell.</summary>
public sealed record ConsoleLoad
{
    /// <summary>Processors in use over some seconds, per cent.</summary>
    public double? CpuPercent { get; init; }

    /// <summary>All memory.</summary>
    public long? MemoryTotalBytes { get; init; }

    /// <summary>Memory in use, without what is used for caches only.</summary>
    public long? MemoryUsedBytes { get; init; }

    /// <summary>Load average of one minute.</summary>
    public double? Load1 { get; init; }

    /// <summary>Load average of five minutes.</summary>
    public double? Load5 { get; init; }

    /// <summary>Load average of fifteen minutes.</summary>
    public double? Load15 { get; init; }

    /// <summary>Processes, threads included.</summary>
    public int? Processes { get; init; }
}
