using Orleans.Streams;

namespace Nms.Events.Streams;

/// <summary>The client's side of the provider: it can subscribe, and holds no queue.</summary>
internal sealed class SubscribingAdapterFactory : IQueueAdapterFactory, IQueueAdapter
{
    public string Name => StreamNames.Provider;

    public bool IsRewindable => true;

    // Orleans refuses to publish through a provider that only reads, with a message that says so.
    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public IQueueAdapterCache GetQueueAdapterCache() => throw HoldsNoQueue();

    public IStreamQueueMapper GetStreamQueueMapper() => throw HoldsNoQueue();

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => throw HoldsNoQueue();

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => throw HoldsNoQueue();

    public Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw HoldsNoQueue();

    private static NotSupportedException HoldsNoQueue() => new("Only silos hold the queues of the event log.");
}
