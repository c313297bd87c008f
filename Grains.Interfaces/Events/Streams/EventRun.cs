using System.Collections.Immutable;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Nms.Events.Streams;

/// <summary>
/// Consecutive events of one stream, as they travel from the log to a subscriber in one call. Here because a client
/// process has to know the type it is sent.
/// </summary>
[GenerateSerializer, Immutable, Alias("Nms.Events.EventRun")]
public sealed class EventRun(StreamId streamId, ImmutableArray<EventEnvelope> events) : IBatchContainer
{
    /// <summary>The stream: namespace of the priority, key of the project.</summary>
    [Id(0)]
    public StreamId StreamId { get; } = streamId;

    /// <summary>At least one event, in sequence order.</summary>
    [Id(1)]
    public ImmutableArray<EventEnvelope> Events { get; } = events;

    /// <summary>The log sequence of the last event of the run.</summary>
    public long Last => Events[^1].Sequence;

    /// <summary>The token of the last event: a subscriber that acknowledged it has had the whole run.</summary>
    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(Last);

    /// <summary>The events, each with its log sequence as token.</summary>
    /// <exception cref="InvalidCastException">The subscriber expects another type than <see cref="EventEnvelope"/>.</exception>
    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        Events.Select(e => Tuple.Create((T)(object)e, (StreamSequenceToken)new EventSequenceTokenV2(e.Sequence)));

    /// <summary>Imports nothing: an event carries its own correlation id.</summary>
    public bool ImportRequestContext() => false;
}
