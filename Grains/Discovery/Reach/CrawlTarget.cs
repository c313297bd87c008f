using System.Net;

namespace Nms.Discovery.Reach;

/// <summary>An address that a crawl goes to.</summary>
/// <param name="Address">The address.</param>
/// <param name="Depth">How many neighbours away it is from where the crawl began; 0 is where it began.</param>
/// <param name="NamedBy">Who named it; null for a seed.</param>
internal sealed record CrawlTarget(IPAddress Address, int Depth, string? NamedBy);
