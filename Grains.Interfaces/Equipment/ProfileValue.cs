using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>A value of a profile, with who said it, when and how sure it is, and what others said instead.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.ProfileValue")]
public sealed record ProfileValue
{
    /// <summary>The value that won.</summary>
    [Id(0)] public required string Value { get; init; }

    /// <summary>Who said it.</summary>
    [Id(1)] public FactSource Source { get; init; }

    /// <summary>When it was said.</summary>
    [Id(2)] public DateTimeOffset At { get; init; }

    /// <summary>How sure it is.</summary>
    [Id(3)] public FactConfidence Confidence { get; init; }

    /// <summary>What other sources said, when it was something else.</summary>
    [Id(4)] public ImmutableArray<RivalValue> Rivals { get; init; } = [];

    /// <summary>Why this one won; null when nobody said anything else.</summary>
    [Id(5)] public string? Why { get; init; }
}
