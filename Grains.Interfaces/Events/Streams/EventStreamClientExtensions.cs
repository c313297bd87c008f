using Orleans.Streams;

namespace Nms.Events.Streams;

/// <summary>Gives a .NET client process the event streams.</summary>
public static class EventStreamClientExtensions
{
    /// <summary>
    /// Adds the stream provider <see cref="StreamNames.Provider"/> for reading. Delivery is at least once: keep the last
    /// <see cref="EventEnvelope.Sequence"/> of each stream and drop what is not above it. After subscribing anew, read
    /// <see cref="IEventHistoryGrain"/> from that sequence on, because a stream rewinds only as far as its cache goes.
    /// A subscriber that keeps failing is dropped with <see cref="FaultedSubscriptionException"/> and starts over the same way.
    /// Publishing is refused: events come from grains.
    /// </summary>
    public static IClientBuilder AddNmsStreams(this IClientBuilder builder) =>
        builder.AddPersistentStreams(
            StreamNames.Provider,
            static (_, _) => new SubscribingAdapterFactory(),
            static streams => streams.ConfigureStreamPubSub(StreamPubSubType.ExplicitGrainBasedOnly));
}
