namespace Nms.Discovery;

/// <summary>How a run goes about it.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Discovery.DiscoveryRunOptions")]
public sealed record DiscoveryRunOptions
{
    /// <summary>Whether agents are asked.</summary>
    [Id(0)] public bool IncludeSnmp { get; init; }

    /// <summary>Whether performance is read.</summary>
    [Id(1)] public bool IncludePerformance { get; init; }

    /// <summary>Whether neighbours and links are read and judged.</summary>
    [Id(2)] public bool IncludeTopology { get; init; }

    /// <summary>Whether consoles are opened.</summary>
    [Id(3)] public bool IncludeConsole { get; init; }

    /// <summary>Whether configuration files are read.</summary>
    [Id(4)] public bool IncludeConfiguration { get; init; }

    /// <summary>Whether addresses are pinged and ports asked.</summary>
    [Id(5)] public bool IncludeReachability { get; init; }

    /// <summary>Whether the way to addresses is traced.</summary>
    [Id(6)] public bool Traceroute { get; init; }

    /// <summary>Whether stopped nodes are started, and stopped again at the end.</summary>
    [Id(7)] public bool StartIfStopped { get; init; }

    /// <summary>Targets at a time; 0 for as many as configured.</summary>
    [Id(8)] public int MaxConcurrent { get; init; }
}
