namespace Nms.Equipment;

/// <summary>One source that told of a thing.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.Sighting")]
public sealed record Sighting
{
    /// <summary>Who said it.</summary>
    [Id(0)] public FactSource Source { get; init; }

    /// <summary>When it was said.</summary>
    [Id(1)] public DateTimeOffset At { get; init; }

    /// <summary>How sure it is.</summary>
    [Id(2)] public FactConfidence Confidence { get; init; }

    /// <summary>Where in the source: a file, a table, a command; null when there is nothing to add.</summary>
    [Id(3)] public string? Detail { get; init; }
}
