using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>Grain state that carries the events it caused until the log has them.</summary>
internal interface IOutboxState<TSelf>
    where TSelf : IOutboxState<TSelf>
{
    /// <summary>Events decided and not yet known to be in the log, in order.</summary>
    ImmutableArray<EventEnvelope> Outbox { get; }

    /// <summary>True when, apart from the outbox, there is nothing worth keeping.</summary>
    bool IsEmpty { get; }

    /// <summary>The same state with another outbox.</summary>
    TSelf WithOutbox(ImmutableArray<EventEnvelope> outbox);
}
