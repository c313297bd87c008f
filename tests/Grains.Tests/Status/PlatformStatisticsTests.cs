using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Nms.Events;
using Nms.Gns3;
using Nms.Grains.Tests.Events.Streams;
using Nms.Status;

namespace Nms.Grains.Tests.Status;

/// <summary>The silo's counters.</summary>
public sealed class PlatformStatisticsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));
    private readonly PlatformStatistics _statistics;

    public PlatformStatisticsTests() => _statistics = new PlatformStatistics(_time, new NoServers());

    [Fact]
    public void Events_are_counted_by_type_by_priority_and_by_minute()
    {
        _statistics.EventPublished(Happened(EventPriority.High));
        _time.Advance(TimeSpan.FromSeconds(59));
        _statistics.EventPublished(Happened(EventPriority.Low));
        var within = _statistics.Read();
        _time.Advance(TimeSpan.FromSeconds(1));
        var after = _statistics.Read();

        Assert.Equal(2, within.EventsByType["node.updated"]);
        Assert.Equal((1, 1), (within.EventsByPriority["high"], within.EventsByPriority["low"]));
        Assert.Equal((2, 1), (within.EventsPerMinute, after.EventsPerMinute));
        Assert.Equal(2, after.EventsPublished);
    }

    [Fact]
    public void The_latency_is_the_mean_from_happening_to_being_in_the_log()
    {
        var early = Happened(EventPriority.High);
        _time.Advance(TimeSpan.FromMilliseconds(10));
        _statistics.EventPublished(early);
        _statistics.EventPublished(Happened(EventPriority.High));

        Assert.Equal(5, _statistics.Read().AverageLatencyMs);
    }

    [Fact]
    public void Hits_misses_and_deliveries_are_counted()
    {
        _statistics.CacheHit();
        _statistics.CacheHit();
        _statistics.CacheMiss();
        _statistics.EventDelivered("node.started");

        var counters = _statistics.Read();

        Assert.Equal((2, 1, 1), (counters.CacheHits, counters.CacheMisses, counters.EventsDelivered));
    }

    private EventEnvelope Happened(EventPriority priority) =>
        TestEvents.Create(priority, Guid.Empty) with { OccurredAt = _time.GetUtcNow() };

    private sealed class NoServers : IGns3Clients
    {
        public ImmutableArray<string> Names => [];

        public Gns3Connection? Find(string name) => null;
    }
}
