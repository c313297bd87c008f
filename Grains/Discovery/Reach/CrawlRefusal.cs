namespace Nms.Discovery.Reach;

/// <summary>An address that a crawl does not follow, and why.</summary>
/// <param name="Target">The address.</param>
/// <param name="Rule">The rule that decided: one of <see cref="CrawlRule"/> or <see cref="ScopeRule"/>.</param>
/// <param name="Reason">A sentence.</param>
internal sealed record CrawlRefusal(CrawlTarget Target, string Rule, string Reason);
