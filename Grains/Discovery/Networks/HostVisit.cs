using System.Collections.Immutable;
using System.Net;
using Nms.Discovery.Reach.Identity;
using Nms.Equipment;

namespace Nms.Discovery.Networks;

/// <summary>What was found at one address outside of labs.</summary>
internal sealed record HostVisit
{
    public required IPAddress Address { get; init; }

    /// <summary>How many neighbours away from where the run began.</summary>
    public int Depth { get; init; }

    /// <summary>What tells the equipment there from other equipment.</summary>
    public IdentityKeys Keys { get; init; } = IdentityKeys.None;

    /// <summary>What its agent says; null when none let in.</summary>
    public SourceFindings? Agent { get; init; }

    /// <summary>What else shows that it is there, and its name in DNS.</summary>
    public ImmutableArray<SourceFindings> Signs { get; init; } = [];

    public EquipmentSnmp? Snmp { get; init; }

    public ImmutableArray<EquipmentReachability> Reachability { get; init; } = [];

    public ImmutableArray<ProfileSection> Sections { get; init; } = [];

    public ImmutableArray<string> Notes { get; init; } = [];

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset CompletedAt { get; init; }
}
