using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Discovery;

/// <summary>What is kept of a run: enough to go on where it stopped.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Discovery.DiscoveryRunState")]
internal sealed record DiscoveryRunState : IOutboxState<DiscoveryRunState>
{
    [Id(0)] public DiscoveryRunSnapshot? Run { get; init; }

    [Id(1)] public Guid? PreviousRunId { get; init; }

    [Id(2)] public ImmutableArray<EventEnvelope> Outbox { get; init; } = [];

    /// <summary>How far it was when it was taken up the last time, and how often without getting further.</summary>
    [Id(3)] public int DoneAtResume { get; init; } = -1;

    [Id(4)] public int Fruitless { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => Run is null;

    public DiscoveryRunState WithOutbox(ImmutableArray<EventEnvelope> outbox) => this with { Outbox = outbox };
}
