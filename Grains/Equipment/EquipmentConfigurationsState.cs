using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>The configuration files of one piece of equipment: each file's versions together, the oldest first.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentConfigurationsState")]
internal sealed record EquipmentConfigurationsState
{
    [Id(0)] public ImmutableArray<KeptConfiguration> Versions { get; init; } = [];
}

/// <summary>A version of a file: its text packed and encrypted, and the hash of what of it does not change by itself.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.KeptConfiguration")]
internal sealed record KeptConfiguration(
    [property: Id(0)] ConfigurationVersion Version,
    [property: Id(1)] string Kind,
    [property: Id(2)] string SameAs,
    [property: Id(3)] string Encrypted);
