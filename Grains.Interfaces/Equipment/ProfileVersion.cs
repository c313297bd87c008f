using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>One version of a profile in its history.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.ProfileVersion")]
public sealed record ProfileVersion
{
    /// <summary>Its number.</summary>
    [Id(0)] public int Version { get; init; }

    /// <summary>When it was made.</summary>
    [Id(1)] public DateTimeOffset At { get; init; }

    /// <summary>The run that made it.</summary>
    [Id(2)] public Guid? RunId { get; init; }

    /// <summary>What became of it.</summary>
    [Id(3)] public ProfileStatus Status { get; init; }

    /// <summary>What it changed against the version before; empty for the first.</summary>
    [Id(4)] public ImmutableArray<ProfileChange> Changes { get; init; } = [];

    /// <summary>How many changes there were, when not all are kept.</summary>
    [Id(5)] public int ChangeCount { get; init; }
}
