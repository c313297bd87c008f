using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>A configuration file of equipment.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentFile")]
public sealed record EquipmentFile
{
    /// <summary>Its path on the node, or "running-config".</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>How it was read.</summary>
    [Id(1)] public FactSource Source { get; init; }

    /// <summary>Its size.</summary>
    [Id(2)] public int Bytes { get; init; }

    /// <summary>Hash of its bytes, hexadecimal.</summary>
    [Id(3)] public required string Sha256 { get; init; }

    /// <summary>When it was read.</summary>
    [Id(4)] public DateTimeOffset At { get; init; }

    /// <summary>Number of its version here; counts from 1.</summary>
    [Id(5)] public int Version { get; init; }

    /// <summary>The first lines that were not understood.</summary>
    [Id(6)] public ImmutableArray<string> NotUnderstood { get; init; } = [];
}
