using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Topology.Drift;

/// <summary>What is kept for judging a project: the last witness of each node, the drawing that was judged, and the last report.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Topology.Drift.TopologyDriftState")]
internal sealed record TopologyDriftState : IOutboxState<TopologyDriftState>
{
    [Id(0)] public ImmutableDictionary<Guid, DriftWitness> Witnesses { get; init; } = ImmutableDictionary<Guid, DriftWitness>.Empty;

    [Id(1)] public DriftReport? Report { get; init; }

    [Id(2)] public ImmutableArray<DrawnLink> Drawn { get; init; } = [];

    [Id(3)] public ImmutableArray<RedrawnPort> Redrawn { get; init; } = [];

    [Id(4)] public ImmutableArray<EventEnvelope> Outbox { get; init; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => Report is null;

    public TopologyDriftState WithOutbox(ImmutableArray<EventEnvelope> outbox) => this with { Outbox = outbox };
}
