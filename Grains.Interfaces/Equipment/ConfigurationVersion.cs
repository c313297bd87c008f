namespace Nms.Equipment;

/// <summary>One version of a configuration file.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.ConfigurationVersion")]
public sealed record ConfigurationVersion
{
    /// <summary>The file.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Its number; counts from 1.</summary>
    [Id(1)] public int Version { get; init; }

    /// <summary>When it was first read so.</summary>
    [Id(2)] public DateTimeOffset At { get; init; }

    /// <summary>When it was last read so.</summary>
    [Id(3)] public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>How it was read.</summary>
    [Id(4)] public FactSource Source { get; init; }

    /// <summary>Its size.</summary>
    [Id(5)] public int Bytes { get; init; }

    /// <summary>Hash of its bytes.</summary>
    [Id(6)] public required string Sha256 { get; init; }
}
