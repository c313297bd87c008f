using System.Collections.Immutable;

namespace Nms.Topology;

/// <summary>The lab as it is drawn beside the network as it shows itself.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Topology.DriftReport")]
public sealed record DriftReport
{
    /// <summary>The project.</summary>
    [Id(0)] public required Guid ProjectId { get; init; }

    /// <summary>When it was judged so.</summary>
    [Id(1)] public DateTimeOffset JudgedAt { get; init; }

    /// <summary>The run whose sightings were judged last.</summary>
    [Id(2)] public Guid? RunId { get; init; }

    /// <summary>Version of the topology that was judged.</summary>
    [Id(3)] public required string TopologyVersion { get; init; }

    /// <summary>Every link, by its id; drawn ones first.</summary>
    [Id(4)] public ImmutableArray<DriftItem> Items { get; init; } = [];

    /// <summary>Neighbours that are no node, or several.</summary>
    [Id(5)] public ImmutableArray<DriftAmbiguity> Ambiguous { get; init; } = [];
}
