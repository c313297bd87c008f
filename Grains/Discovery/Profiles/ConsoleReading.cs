using System.Collections.Immutable;
using Nms.Discovery.Snmp;
using Nms.Equipment;

namespace Nms.Discovery.Profiles;

/// <summary>What came of reading a console.</summary>
/// <param name="Console">The console, and what it speaks.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Findings">What it said.</param>
/// <param name="RunningFile">The running configuration as a file of the profile.</param>
/// <param name="RunningConfiguration">The running configuration, where it has one that this session may see.</param>
internal sealed record ConsoleReading(EquipmentConsole Console, SectionResult Result, SourceFindings? Findings = null, EquipmentFile? RunningFile = null, ConfigurationText? RunningConfiguration = null)
{
    /// <summary>What the running configuration lets into the node's agent.</summary>
    public ImmutableArray<SnmpCredentialOptions> Credentials { get; init; } = [];
}
