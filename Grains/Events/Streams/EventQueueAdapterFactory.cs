using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Nms.Events.Streams;

/// <summary>The parts of the stream provider on a silo.</summary>
internal sealed class EventQueueAdapterFactory(IServiceProvider services) : IQueueAdapterFactory, IQueueAdapterCache
{
    private readonly PriorityQueueMapper _mapper = new();

    public Task<IQueueAdapter> CreateAdapter() =>
        Task.FromResult<IQueueAdapter>(ActivatorUtilities.CreateInstance<EventQueueAdapter>(services));

    public IQueueAdapterCache GetQueueAdapterCache() => this;

    public IQueueCache CreateQueueCache(QueueId queueId) => new EventQueueCache();

    public IStreamQueueMapper GetStreamQueueMapper() => _mapper;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) =>
        Task.FromResult<IStreamFailureHandler>(ActivatorUtilities.CreateInstance<SubscriberFailureHandler>(services));
}
