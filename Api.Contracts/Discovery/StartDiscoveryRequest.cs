namespace Nms.Contracts.Discovery;

/// <summary>A discovery run to begin: of one project, of one node of it, or of address ranges and seeds outside of labs.</summary>
/// <param name="ProjectId">The project; required unless ranges or seeds are given.</param>
/// <param name="NodeId">One node of it; all when left out.</param>
/// <param name="Ranges">Addresses (10.0.0.1), blocks (10.0.0.0/24) and ranges (10.0.0.1-10.0.0.50) to sweep.</param>
/// <param name="Seeds">Addresses to begin a crawl through neighbours at.</param>
/// <param name="Exclude">Addresses, blocks and ranges to leave out.</param>
/// <param name="CrawlDepth">How many neighbours away from a find the crawl goes, 0 to 16; 0 when left out, 1 with seeds.</param>
/// <param name="IncludeSnmp">Ask agents; true when left out.</param>
/// <param name="IncludePerformance">Read processors, memory and disks; true when left out.</param>
/// <param name="IncludeTopology">Read neighbours and judge links; true when left out.</param>
/// <param name="IncludeConsole">Read consoles; true when left out.</param>
/// <param name="IncludeConfiguration">Read configuration files; true when left out.</param>
/// <param name="IncludeReachability">Ping addresses and ask ports; true when left out.</param>
/// <param name="Traceroute">Trace the way to each address; false when left out.</param>
/// <param name="StartIfStopped">Start stopped nodes for the run and stop them again; false when left out.</param>
/// <param name="MaxConcurrent">Targets at a time, 1 to 256; as configured when left out.</param>
public sealed record StartDiscoveryRequest(
    Guid? ProjectId = null,
    Guid? NodeId = null,
    IReadOnlyList<string>? Ranges = null,
    IReadOnlyList<string>? Seeds = null,
    IReadOnlyList<string>? Exclude = null,
    int? CrawlDepth = null,
    bool? IncludeSnmp = null,
    bool? IncludePerformance = null,
    bool? IncludeTopology = null,
    bool? IncludeConsole = null,
    bool? IncludeConfiguration = null,
    bool? IncludeReachability = null,
    bool? Traceroute = null,
    bool? StartIfStopped = null,
    int? MaxConcurrent = null);
