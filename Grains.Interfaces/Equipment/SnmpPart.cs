namespace Nms.Equipment;

/// <summary>One part of an agent that was read.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.SnmpPart")]
public sealed record SnmpPart
{
    /// <summary>system, interfaces, routes, …</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>What became of it.</summary>
    [Id(1)] public SectionOutcome Outcome { get; init; }

    /// <summary>Why it is not completed.</summary>
    [Id(2)] public string? Reason { get; init; }

    /// <summary>Requests.</summary>
    [Id(3)] public int Requests { get; init; }

    /// <summary>How long.</summary>
    [Id(4)] public TimeSpan Took { get; init; }
}
