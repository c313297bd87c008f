using System.Collections.Immutable;

namespace Nms.Discovery.Reach;

/// <summary>What a run shall look at outside of labs, as it was asked for.</summary>
/// <param name="Ranges">Addresses, blocks and ranges to sweep.</param>
/// <param name="Seeds">Addresses to begin a crawl at.</param>
/// <param name="Exclude">Addresses, blocks and ranges to leave out.</param>
internal sealed record ScopeRequest(ImmutableArray<string> Ranges, ImmutableArray<string> Seeds, ImmutableArray<string> Exclude);
