using System.Collections.Immutable;
using Nms.Discovery.Reach.Identity;
using Nms.Equipment;

namespace Nms.Discovery.Profiles;

/// <summary>What came of asking an agent.</summary>
/// <param name="Snmp">The agent, and what became of each part of it.</param>
/// <param name="Result">What became of the section.</param>
/// <param name="Performance">What became of the section on performance.</param>
/// <param name="Findings">What it said; null when nobody answered, or somebody else did.</param>
internal sealed record AgentReading(EquipmentSnmp Snmp, SectionResult Result, SectionResult Performance, SourceFindings? Findings = null)
{
    /// <summary>What tells the equipment from other equipment; null when nobody answered.</summary>
    public IdentityKeys? Identity { get; init; }

    /// <summary>What became of UDP port 161, by address.</summary>
    public ImmutableDictionary<string, string> Ports { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The address at which somebody else answered.</summary>
    public EquipmentAddress? Refuted { get; init; }
}
