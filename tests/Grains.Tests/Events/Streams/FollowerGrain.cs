using Nms.Events;
using Orleans.Streams;

namespace Nms.Grains.Tests.Events.Streams;

/// <summary>A durable subscriber: wherever it is activated again, it takes its subscription up.</summary>
[Alias("Nms.Grains.Tests.IFollowerGrain")]
public interface IFollowerGrain : IGrainWithGuidKey
{
    [Alias("FollowAsync")]
    Task FollowAsync(EventPriority priority);
}

[GrainType("nms.tests.follower")]
internal sealed class FollowerGrain(Subscriber subscriber) : Grain, IFollowerGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var priority in (EventPriority[])[EventPriority.Critical, EventPriority.High, EventPriority.Normal, EventPriority.Low])
        {
            foreach (var handle in await StreamOf(priority).GetAllSubscriptionHandles())
            {
                await handle.ResumeAsync(subscriber);
            }
        }
    }

    public Task FollowAsync(EventPriority priority) => StreamOf(priority).SubscribeAsync(subscriber);

    private IAsyncStream<EventEnvelope> StreamOf(EventPriority priority) =>
        this.GetStreamProvider(StreamNames.Provider).GetStream<EventEnvelope>(StreamNames.Events(priority), this.GetPrimaryKey());
}
