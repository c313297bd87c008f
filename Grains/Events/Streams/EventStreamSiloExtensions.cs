using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Orleans.Streams;

namespace Nms.Events.Streams;

/// <summary>Gives a silo the event streams.</summary>
public static class EventStreamSiloExtensions
{
    private const string PubSubStore = "PubSubStore";

    /// <summary>
    /// Adds the stream provider <see cref="StreamNames.Provider"/> over <see cref="IEventLog"/> and <see cref="IEventSignal"/>.
    /// Subscriptions are explicit and as durable as the grain storage "PubSubStore", which is "Default" unless it is configured.
    /// </summary>
    public static ISiloBuilder AddNmsStreams(this ISiloBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddKeyedSingleton<IGrainStorage>(
            PubSubStore, static (services, _) => services.GetRequiredKeyedService<IGrainStorage>("Default"));

        // The agent says on every tick that it waits for a slow subscriber: a hundred lines a second.
        builder.Services.Configure<LoggerFilterOptions>(static logging =>
            logging.AddFilter("Orleans.Streams." + StreamNames.Provider, LogLevel.Warning));

        return builder.AddPersistentStreams(
            StreamNames.Provider,
            static (services, _) => new EventQueueAdapterFactory(services),
            static streams =>
            {
                streams.ConfigureStreamPubSub(StreamPubSubType.ExplicitGrainBasedOnly);
                streams.ConfigurePullingAgent(static agent => agent.Configure(static options =>
                {
                    // A read waits for news itself; this is only the pause after one that found none.
                    options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(10);

                    // A subscriber that fails holds up its priority for this long at most.
                    options.MaxEventDeliveryTime = TimeSpan.FromSeconds(15);
                }));
            });
    }
}
