using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Nms.Events.Streams;

/// <summary>
/// Drops a subscriber that failed for the whole delivery time, instead of skipping the event and holding up the queue again
/// with the next. It is told through OnErrorAsync, subscribes anew and reads what it missed from the log.
/// </summary>
internal sealed partial class SubscriberFailureHandler(ILogger<SubscriberFailureHandler> logger) : IStreamFailureHandler
{
    public bool ShouldFaultSubsriptionOnError => true;

    public Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken)
    {
        LogDropped(streamIdentity, subscriptionId.Guid, sequenceToken?.SequenceNumber);
        return Task.CompletedTask;
    }

    public Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken)
    {
        LogNotReached(streamIdentity, subscriptionId.Guid);
        return Task.CompletedTask;
    }

    [LoggerMessage(7101, LogLevel.Warning, "Dropped subscription {Subscription} of {Stream}: its subscriber kept failing at event {Sequence}")]
    private partial void LogDropped(StreamId stream, Guid subscription, long? sequence);

    [LoggerMessage(7102, LogLevel.Warning, "Dropped subscription {Subscription} of {Stream}: its subscriber does not answer")]
    private partial void LogNotReached(StreamId stream, Guid subscription);
}
