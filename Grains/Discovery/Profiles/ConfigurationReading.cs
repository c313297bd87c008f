using System.Collections.Immutable;
using Nms.Discovery.Configurations;
using Nms.Discovery.Snmp;
using Nms.Equipment;

namespace Nms.Discovery.Profiles;

/// <summary>What came of reading configuration files.</summary>
/// <param name="Result">What became of it.</param>
internal sealed record ConfigurationReading(SectionResult Result)
{
    public ImmutableArray<ConfigurationText> Texts { get; init; } = [];

    public ImmutableArray<EquipmentFile> Files { get; init; } = [];

    public ImmutableArray<SourceFindings> Findings { get; init; } = [];

    /// <summary>What they let into the node's agent.</summary>
    public ImmutableArray<SnmpCredentialOptions> Credentials { get; init; } = [];

    /// <summary>Where the file last read says that leases are kept.</summary>
    public ConfigurationFile? LeaseFile { get; init; }

    public ConfigurationReading With(ConfigurationReading more) => this with
    {
        Texts = Texts.AddRange(more.Texts),
        Files = Files.AddRange(more.Files),
        Findings = Findings.AddRange(more.Findings),
        Credentials = Credentials.AddRange(more.Credentials),
    };
}
