namespace Nms.Contracts.Discovery;

/// <summary>What a run looks at, and how.</summary>
/// <param name="ProjectId">The project; null outside of labs.</param>
/// <param name="NodeId">The one node; null for all.</param>
/// <param name="Ranges">What is swept.</param>
/// <param name="Seeds">Where a crawl begins.</param>
/// <param name="Exclude">What is left out.</param>
/// <param name="CrawlDepth">How many neighbours away the crawl goes.</param>
/// <param name="IncludeSnmp">Whether agents are asked.</param>
/// <param name="IncludePerformance">Whether performance is read.</param>
/// <param name="IncludeTopology">Whether neighbours are read and links judged.</param>
/// <param name="IncludeConsole">Whether consoles are read.</param>
/// <param name="IncludeConfiguration">Whether configuration files are read.</param>
/// <param name="IncludeReachability">Whether addresses are pinged and ports asked.</param>
/// <param name="Traceroute">Whether the way to addresses is traced.</param>
/// <param name="StartIfStopped">Whether stopped nodes are started for it.</param>
/// <param name="MaxConcurrent">Targets at a time.</param>
public sealed record DiscoveryScopeResponse(
    Guid? ProjectId,
    Guid? NodeId,
    IReadOnlyList<string> Ranges,
    IReadOnlyList<string> Seeds,
    IReadOnlyList<string> Exclude,
    int CrawlDepth,
    bool IncludeSnmp,
    bool IncludePerformance,
    bool IncludeTopology,
    bool IncludeConsole,
    bool IncludeConfiguration,
    bool IncludeReachability,
    bool Traceroute,
    bool StartIfStopped,
    int MaxConcurrent);
