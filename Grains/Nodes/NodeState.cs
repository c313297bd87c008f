using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Nodes;

/// <summary>What a node grain keeps: the node, or null when there is none, and the events still owed to the log.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Nodes.NodeState")]
internal sealed record NodeState : IOutboxState<NodeState>
{
    [Id(0)] public NodeSnapshot? Node { get; init; }

    [Id(1)] public ImmutableArray<EventEnvelope> Outbox { get; init; } = [];

    public NodeState WithOutbox(ImmutableArray<EventEnvelope> outbox) => this with { Outbox = outbox };

    public bool IsEmpty => Node is null;
}
