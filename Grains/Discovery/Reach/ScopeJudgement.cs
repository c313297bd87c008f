using System.Collections.Immutable;
using System.Net;
using Nms.Probes;

namespace Nms.Discovery.Reach;

/// <summary>What a scope comes to.</summary>
/// <param name="Addresses">What is swept, exclusions taken out.</param>
/// <param name="Seeds">Where a crawl begins, each once.</param>
/// <param name="Exclude">What is left out, on the way of a crawl too.</param>
/// <param name="Errors">All that is wrong; with any the run is refused.</param>
internal sealed record ScopeJudgement(IPAddressSet Addresses, ImmutableArray<IPAddress> Seeds, IPAddressSet Exclude, ImmutableArray<ScopeError> Errors);
