namespace Nms.Discovery.Reach;

/// <summary>The rules that a scope, or an address on the way of a crawl, can break.</summary>
internal static class ScopeRule
{
    /// <summary>What is written is no address or range.</summary>
    public const string Syntax = "range_syntax";

    /// <summary>More entries than one request may have.</summary>
    public const string TooMany = "too_many_entries";

    /// <summary>More addresses than one run may sweep (Nms:Discovery:MaxAddresses).</summary>
    public const string TooLarge = "range_too_large";

    /// <summary>An IPv6 range that no block of /112 holds.</summary>
    public const string IPv6TooLarge = "ipv6_range_too_large";

    /// <summary>Two ranges have addresses in common.</summary>
    public const string Overlap = "ranges_overlap";

    /// <summary>Nothing is left to look at.</summary>
    public const string Empty = "scope_empty";

    /// <summary>A seed that is excluded.</summary>
    public const string Excluded = "excluded";

    /// <summary>Not in Nms:Discovery:Allow.</summary>
    public const string NotAllowed = "not_in_discovery_allow";

    /// <summary>In Nms:Discovery:Deny.</summary>
    public const string Denied = "in_discovery_deny";

    /// <summary>The platform may not speak to it (Nms:Outbound), or nobody sensibly does: loopback, link-local, multicast, unspecified.</summary>
    public const string Outbound = "outbound_forbidden";
}
