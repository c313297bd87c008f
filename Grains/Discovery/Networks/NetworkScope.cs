using Nms.Discovery.Reach;
using Nms.Probes;

namespace Nms.Discovery.Networks;

/// <summary>Where a run outside of labs may go. Pure.</summary>
internal static class NetworkScope
{
    /// <summary>Addresses that are swept before agents at silent ones are not asked any more: each costs the time-outs of all credentials.</summary>
    public const int MostAskedSilent = 256;

    // RFC 1918 §3, RFC 6598 §7, RFC 4193 §3.1.
    private static readonly IPAddressSet s_private = new(
        IPAddressRange.Parse("10.0.0.0/8"), IPAddressRange.Parse("172.16.0.0/12"), IPAddressRange.Parse("192.168.0.0/16"), IPAddressRange.Parse("100.64.0.0/10"), IPAddressRange.Parse("fc00::/7"));

    /// <summary>
    /// The limits of a crawl. Neighbours name any address; without a list of the operator's a crawl stays in private networks and in what
    /// was asked for, so that a BGP peer does not lead it to a stranger.
    /// </summary>
    public static CrawlLimits Limits(ScopeJudgement scope, DiscoveryRequest request, ScopePolicy policy, DiscoveryOptions options) => new()
    {
        Depth = request.Scope.CrawlDepth,
        MaxEquipment = options.MaxEquipment,
        MaxConcurrent = request.Options.MaxConcurrent > 0 ? request.Options.MaxConcurrent : options.MaxConcurrent,
        Within = policy.Allow is not null ? null : new IPAddressSet(s_private.Ranges.Concat(scope.Addresses.Ranges).Concat(scope.Seeds.Select(seed => new IPAddressRange(seed, seed)))),
        Exclude = scope.Exclude,
    };

    /// <summary>Judges what was asked for by the rules of now.</summary>
    /// <exception cref="ForbiddenException">scope_forbidden: they do not permit it, or no longer.</exception>
    public static ScopeJudgement Judge(DiscoveryScope scope, ScopePolicy policy)
    {
        var judged = ScopeRules.Judge(new ScopeRequest(scope.Ranges, scope.Seeds, scope.Exclude), policy);
        return judged.Errors is []
            ? judged
            : throw new ForbiddenException("scope_forbidden", string.Join(" ", judged.Errors.Select(error => $"{error.Field}: {error.Message}")));
    }
}
