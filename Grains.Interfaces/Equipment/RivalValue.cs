namespace Nms.Equipment;

/// <summary>What another source said.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.RivalValue")]
public sealed record RivalValue
{
    /// <summary>The value.</summary>
    [Id(0)] public required string Value { get; init; }

    /// <summary>Who said it.</summary>
    [Id(1)] public FactSource Source { get; init; }

    /// <summary>When it was said.</summary>
    [Id(2)] public DateTimeOffset At { get; init; }
}
