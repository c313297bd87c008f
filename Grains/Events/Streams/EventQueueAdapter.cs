using System.Collections.Immutable;
using Orleans.Streams;

namespace Nms.Events.Streams;

/// <summary>Publishing is appending to the log; receiving is reading it from a checkpoint.</summary>
internal sealed class EventQueueAdapter(IEventLog log, IEventSignal signal, TimeProvider time) : IQueueAdapter
{
    public string Name => StreamNames.Provider;

    public bool IsRewindable => true;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadWrite;

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) =>
        new EventQueueReceiver(PriorityQueueMapper.PriorityOf(queueId), log, signal, time);

    public Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext)
    {
        if (token is not null)
        {
            throw new ArgumentException("The log assigns the sequence; publish without a token.", nameof(token));
        }

        var priority = PriorityQueueMapper.PriorityOf(streamId);
        var batch = ImmutableArray.CreateBuilder<EventEnvelope>();
        foreach (var item in events)
        {
            if (item is not EventEnvelope e)
            {
                throw new ArgumentException($"Stream {streamId} carries {nameof(EventEnvelope)} and not {typeof(T).Name}.", nameof(events));
            }

            // The log keeps the event, not the stream: readers would find it on the stream that its own values name.
            if (e.Priority != priority || streamId != StreamId.Create(StreamNames.Events(priority), e.ProjectId))
            {
                throw new ArgumentException(
                    $"Event {e.EventId} is {e.Priority} and of project {e.ProjectId}; it does not belong on stream {streamId}.", nameof(events));
            }

            batch.Add(e);
        }

        return batch.Count == 0 ? Task.CompletedTask : log.AppendAsync(batch.DrainToImmutable());
    }
}
