using System.Collections.Immutable;
using System.Net;
using Nms.Outbound;
using Nms.Probes;

namespace Nms.Discovery.Reach;

/// <summary>What the operator lets discovery reach.</summary>
internal sealed record ScopePolicy
{
    /// <summary>What may be reached; null for everything.</summary>
    public IPAddressSet? Allow { get; init; }

    /// <summary>What may not.</summary>
    public IPAddressSet Deny { get; init; } = IPAddressSet.Empty;

    /// <summary>What the platform may not speak to (Nms:Outbound:Forbidden).</summary>
    public ImmutableArray<IPNetwork> OutboundForbidden { get; init; } = [];

    /// <summary>What it may although it is forbidden otherwise (Nms:Outbound:Allowed).</summary>
    public ImmutableArray<IPNetwork> OutboundAllowed { get; init; } = [];

    /// <summary>How many addresses one run may sweep.</summary>
    public int MaxAddresses { get; init; } = 65_536;

    /// <summary>The policy of settings that were validated.</summary>
    public static ScopePolicy Of(ReachOptions reach, OutboundOptions outbound) => new()
    {
        Allow = reach.Allow is [] ? null : Set(reach.Allow),
        Deny = Set(reach.Deny),
        OutboundForbidden = OutboundGuard.Networks(outbound.Forbidden),
        OutboundAllowed = OutboundGuard.Networks(outbound.Allowed),
        MaxAddresses = reach.MaxAddresses,
    };

    private static IPAddressSet Set(IReadOnlyList<string> texts) => new(texts.Select(IPAddressRange.Parse));
}
