using System.Collections.Immutable;

namespace Nms.Discovery.Reach;

/// <summary>One step of a crawl.</summary>
/// <param name="Visited">The address that was visited; null when the step only refused some.</param>
/// <param name="Finding">What was found there; null when it is nothing.</param>
/// <param name="NotFollowed">Addresses that are not visited, and why.</param>
internal sealed record CrawlStep(CrawlTarget? Visited, CrawlFinding? Finding, ImmutableArray<CrawlRefusal> NotFollowed);
