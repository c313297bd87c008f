using System.Collections.Immutable;

namespace Nms.Topology;

/// <summary>One link, drawn or seen, and the judgement of it.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Topology.DriftItem")]
public sealed record DriftItem
{
    /// <summary>Names it from one report to the next.</summary>
    [Id(0)] public required string ItemId { get; init; }

    /// <summary>The judgement.</summary>
    [Id(1)] public DriftState State { get; init; }

    /// <summary>GNS3's link; null for what is not drawn.</summary>
    [Id(2)] public Guid? LinkId { get; init; }

    /// <summary>One end.</summary>
    [Id(3)] public required DriftEnd A { get; init; }

    /// <summary>The other end.</summary>
    [Id(4)] public required DriftEnd B { get; init; }

    /// <summary>Why, in a sentence.</summary>
    [Id(5)] public required string Reason { get; init; }

    /// <summary>Who saw what.</summary>
    [Id(6)] public ImmutableArray<DriftEvidence> Evidence { get; init; } = [];
}
