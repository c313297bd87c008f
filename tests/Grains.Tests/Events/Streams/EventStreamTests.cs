using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Nms.Events;
using Nms.Events.Streams;
using Nms.Testing.Fakes;
using Orleans.Configuration;
using Orleans.Providers.Streams.Common;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.TestingHost;

namespace Nms.Grains.Tests.Events.Streams;

/// <summary>
/// The provider in clusters of silos. Log, signal and grain storage belong to the test: they outlive silos as databases do.
/// </summary>
public sealed class EventStreamTests
{
    private static readonly Guid Project = TestEvents.Project(1);

    private readonly InMemoryEventSignal _signal = new();
    private readonly InMemoryGrainStorage _storage = new();
    private readonly InMemoryEventLog _log;

    public EventStreamTests() => _log = new InMemoryEventLog(_signal);

    [Theory]
    [InlineData(EventPriority.Critical)]
    [InlineData(EventPriority.High)]
    [InlineData(EventPriority.Normal)]
    [InlineData(EventPriority.Low)]
    public async Task Published_events_reach_a_subscriber_in_order_and_once(EventPriority priority)
    {
        await using var cluster = await StartAsync();
        var subscriber = new Subscriber();
        var stream = StreamOf(cluster.Silos[0].ServiceProvider, priority);
        await stream.SubscribeAsync(subscriber);

        foreach (var e in TestEvents.Many(100, priority, Project))
        {
            await stream.OnNextAsync(e);
        }

        await subscriber.ReceiveAsync(Range(1, 100));
        Assert.Equal(Range(1, 100), subscriber.Received);
    }

    [Fact]
    public async Task A_batch_that_is_published_and_events_that_are_appended_end_in_the_same_log()
    {
        await using var cluster = await StartAsync();
        var subscriber = new Subscriber();
        var stream = StreamOf(cluster.Silos[0].ServiceProvider, EventPriority.High);
        await stream.SubscribeAsync(subscriber);

        await stream.OnNextBatchAsync(TestEvents.Many(3, EventPriority.High, Project));
        await AppendAsync(TestEvents.Many(3, EventPriority.High, Project));

        await subscriber.ReceiveAsync(Range(1, 6));
        Assert.Equal(Range(1, 6), _log.Events.Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_subscriber_hears_of_its_project_only()
    {
        await using var cluster = await StartAsync();
        var subscriber = new Subscriber();
        await StreamOf(cluster.Silos[0].ServiceProvider, EventPriority.High).SubscribeAsync(subscriber);

        await AppendAsync(TestEvents.Many(2, EventPriority.High, Guid.Empty));
        await AppendAsync(TestEvents.Many(2, EventPriority.High, Project));

        await subscriber.ReceiveAsync([3, 4]);
        Assert.Equal([3, 4], subscriber.Received);
    }

    [Fact]
    public async Task What_does_not_belong_on_a_stream_is_refused()
    {
        await using var cluster = await StartAsync();
        var provider = cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IStreamProvider>(StreamNames.Provider);
        var high = provider.GetStream<EventEnvelope>(StreamNames.Events(EventPriority.High), Project);

        await Assert.ThrowsAsync<ArgumentException>(() => high.OnNextAsync(TestEvents.Create(EventPriority.Low, Project)));
        await Assert.ThrowsAsync<ArgumentException>(() => high.OnNextAsync(TestEvents.Create(EventPriority.High, Guid.Empty)));
        await Assert.ThrowsAsync<ArgumentException>(() => high.OnNextAsync(TestEvents.Create(EventPriority.High, Project), new EventSequenceTokenV2(1)));
        await Assert.ThrowsAsync<ArgumentException>(() => provider.GetStream<string>(StreamNames.Events(EventPriority.High), Guid.Empty).OnNextAsync("text"));
        await Assert.ThrowsAsync<ArgumentException>(() => provider.GetStream<EventEnvelope>("nms.metrics", Project).OnNextAsync(TestEvents.Create(EventPriority.High, Project)));
        Assert.Empty(_log.Events);
    }

    [Fact]
    public async Task A_critical_event_overtakes_a_backlog_of_low_ones()
    {
        const int backlog = EventQueueCache.Capacity * 2;
        await using var cluster = await StartAsync();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (low, critical) = (new Subscriber(_ => release.Task), new Subscriber());

        // Orleans hands a client one delivery at a time, so the slow subscriber is another client than the urgent one.
        await StreamOf(cluster.Client.ServiceProvider, EventPriority.Low).SubscribeAsync(low);
        await StreamOf(cluster.Silos[0].ServiceProvider, EventPriority.Critical).SubscribeAsync(critical);

        await AppendAsync(TestEvents.Many(backlog, EventPriority.Low, Project));
        await AppendAsync(TestEvents.Many(1, EventPriority.Critical, Project));

        await critical.ReceiveAsync([backlog + 1]);
        Assert.Empty(low.Received);
        release.SetResult();
        await low.ReceiveAsync(Range(1, backlog));
        Assert.Equal(Range(1, backlog), low.Received);
    }

    [Fact]
    public async Task A_cluster_that_starts_again_goes_on_from_its_checkpoint()
    {
        var before = new Subscriber();
        await using (var cluster = await StartAsync(subscriber: before))
        {
            await cluster.Client.GetGrain<IFollowerGrain>(Project).FollowAsync(EventPriority.High);
            await AppendAsync(TestEvents.Many(10, EventPriority.High, Project));
            await before.ReceiveAsync(Range(1, 10));
            await cluster.StopAllSilosAsync(TestContext.Current.CancellationToken);
        }

        await AppendAsync(TestEvents.Many(10, EventPriority.High, Project));
        var after = new Subscriber();
        await using var next = await StartAsync(subscriber: after);

        await after.ReceiveAsync(Range(11, 10));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Killing_one_silo_of_two_while_events_are_published_loses_none(int killed)
    {
        var subscriber = new Subscriber();
        await using var cluster = await StartAsync(silos: 2, subscriber);
        for (byte project = 1; project <= 20; project++)
        {
            await cluster.Client.GetGrain<IFollowerGrain>(TestEvents.Project(project)).FollowAsync(EventPriority.High);
        }

        await AppendRoundAsync(25);
        await subscriber.ReceiveAsync([1]);
        var publishing = AppendRoundAsync(25);
        await cluster.KillSiloAsync(cluster.Silos[killed], TestContext.Current.CancellationToken);
        await publishing;
        await AppendRoundAsync(25);

        await subscriber.ReceiveAsync(Range(1, 20 * 75));

        async Task AppendRoundAsync(int rounds)
        {
            for (var i = 0; i < rounds; i++)
            {
                await AppendAsync(Enumerable.Range(1, 20).Select(project => TestEvents.Create(EventPriority.High, TestEvents.Project((byte)project))));
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task A_subscriber_that_keeps_failing_is_dropped_and_the_others_get_everything()
    {
        const int events = EventQueueCache.Capacity * 2;
        await using var cluster = await StartAsync(deliveryTime: TimeSpan.FromMilliseconds(200));
        var stream = StreamOf(cluster.Silos[0].ServiceProvider, EventPriority.High);
        var failing = new Subscriber(_ => throw new InvalidOperationException("This subscriber is broken."));
        var healthy = new Subscriber();
        await stream.SubscribeAsync(failing);
        await stream.SubscribeAsync(healthy);

        await AppendAsync(TestEvents.Many(events, EventPriority.High, Project));

        await failing.FailAsync<FaultedSubscriptionException>();
        await healthy.ReceiveAsync(Range(1, events));
        Assert.Equal(Range(1, events), healthy.Received);
    }

    [Fact]
    public async Task A_subscriber_that_was_dropped_subscribes_anew()
    {
        await using var cluster = await StartAsync(deliveryTime: TimeSpan.FromMilliseconds(200));
        var stream = StreamOf(cluster.Silos[0].ServiceProvider, EventPriority.High);
        var failing = new Subscriber(_ => throw new InvalidOperationException("This subscriber is broken."));
        var handle = await stream.SubscribeAsync(failing);
        await AppendAsync(TestEvents.Many(1, EventPriority.High, Project));
        await failing.FailAsync<FaultedSubscriptionException>();

        await handle.UnsubscribeAsync();
        var mended = new Subscriber();
        await stream.SubscribeAsync(mended);
        await AppendAsync(TestEvents.Many(1, EventPriority.High, Project));

        await mended.ReceiveAsync([2]);
    }

    [Fact]
    public async Task A_subscriber_rewinds_within_the_cache()
    {
        await using var cluster = await StartAsync();
        var stream = StreamOf(cluster.Silos[0].ServiceProvider, EventPriority.High);
        var first = new Subscriber();
        await stream.SubscribeAsync(first);
        await AppendAsync(TestEvents.Many(10, EventPriority.High, Project));
        await first.ReceiveAsync(Range(1, 10));

        var second = new Subscriber();
        await stream.SubscribeAsync(second, new EventSequenceTokenV2(5));

        await second.ReceiveAsync(Range(5, 6));
    }

    [Fact]
    public async Task A_subscriber_that_asks_for_more_than_the_cache_holds_costs_the_others_nothing()
    {
        await using (await StartAsync())
        {
            await AppendAsync(TestEvents.Many(5, EventPriority.High, Project));
        }

        await _log.SetCheckpointAsync("stream.high", 5, TestContext.Current.CancellationToken);
        await using var cluster = await StartAsync();
        var stream = StreamOf(cluster.Silos[0].ServiceProvider, EventPriority.High);
        var (late, healthy) = (new Subscriber(), new Subscriber());
        await stream.SubscribeAsync(healthy);
        await AppendAsync(TestEvents.Many(1, EventPriority.High, Project));
        await healthy.ReceiveAsync([6]);

        await stream.SubscribeAsync(late, new EventSequenceTokenV2(2));
        await AppendAsync(TestEvents.Many(3, EventPriority.High, Project));

        await healthy.ReceiveAsync(Range(6, 4));
        await late.ReceiveAsync(Range(6, 4));
        Assert.Empty(late.Errors);
    }

    [Fact]
    public async Task A_client_process_subscribes_and_is_refused_to_publish()
    {
        await using var cluster = await StartAsync();
        var subscriber = new Subscriber();
        var stream = cluster.Client.GetStreamProvider(StreamNames.Provider)
            .GetStream<EventEnvelope>(StreamNames.Events(EventPriority.Critical), Project);
        await stream.SubscribeAsync(subscriber);

        await AppendAsync(TestEvents.Many(50, EventPriority.Critical, Project));

        await subscriber.ReceiveAsync(Range(1, 50));
        Assert.Equal(Range(1, 50), subscriber.Received);
        await Assert.ThrowsAsync<InvalidOperationException>(() => stream.OnNextAsync(TestEvents.Create(EventPriority.Critical, Project)));
    }

    private async Task<InProcessTestCluster> StartAsync(short silos = 1, Subscriber? subscriber = null, TimeSpan? deliveryTime = null)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddKeyedSingleton<IGrainStorage>("Default", _storage);
            silo.Services.AddSingleton<IEventLog>(_log);
            silo.Services.AddSingleton<IEventSignal>(_signal);
            silo.Services.AddSingleton(subscriber ?? new Subscriber());
            silo.AddNmsStreams();
            if (deliveryTime is { } time)
            {
                silo.Services.Configure<StreamPullingAgentOptions>(StreamNames.Provider, options => options.MaxEventDeliveryTime = time);
            }
        });
        builder.ConfigureClient(client => client.AddNmsStreams());
        var cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        return cluster;
    }

    private static IAsyncStream<EventEnvelope> StreamOf(IServiceProvider services, EventPriority priority) =>
        services.GetRequiredKeyedService<IStreamProvider>(StreamNames.Provider).GetStream<EventEnvelope>(StreamNames.Events(priority), Project);

    private async Task AppendAsync(IEnumerable<EventEnvelope> events) =>
        await _log.AppendAsync([.. events], TestContext.Current.CancellationToken);

    private static ImmutableArray<long> Range(int first, int count) => [.. Enumerable.Range(first, count).Select(sequence => (long)sequence)];
}
