using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Nms.Events;
using Nms.Grains.Tests.Events.Streams;
using Nms.Testing;
using Nms.Testing.Fakes;

namespace Nms.Grains.Tests.Events;

/// <summary>What is kept of the log.</summary>
public sealed class EventRetentionTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Each_priority_is_kept_for_its_own_time_and_to_its_own_number()
    {
        var log = new InMemoryEventLog(new InMemoryEventSignal());
        var options = new EventOptions { Low = new EventRetention { Retention = TimeSpan.FromHours(2), MaxEvents = 10_000 }, Normal = new EventRetention { MaxEvents = 3 } };
        foreach (var priority in new[] { EventPriority.Critical, EventPriority.Low, EventPriority.Normal, EventPriority.Normal, EventPriority.Normal, EventPriority.Normal })
        {
            await log.AppendAsync([TestEvents.Create(priority, Guid.Empty) with { OccurredAt = _time.GetUtcNow() }], TestContext.Current.CancellationToken);
        }

        using var service = new EventRetentionService(log, Options.Create(options), _time, NullLogger<EventRetentionService>.Instance);
        await service.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromHours(1));
                return Task.FromResult(log.Events.Length == 4);
            },
            () => $"one low and one normal event go; there are {string.Join(", ", log.Events.Select(e => $"{e.Sequence} {e.Priority}"))}",
            TestContext.Current.CancellationToken);
        await service.StopAsync(CancellationToken.None);

        Assert.Equal([1, 4, 5, 6], log.Events.Select(e => e.Sequence));
    }

    [Fact]
    public void Wrong_settings_are_all_named_at_once()
    {
        var result = new EventOptionsValidator().Validate(null, new EventOptions
        {
            PurgeEvery = TimeSpan.Zero,
            High = new EventRetention { MaxEvents = 9_999 },
            Low = new EventRetention { MaxEvents = 10_000, Retention = TimeSpan.FromMinutes(1) },
        });

        Assert.Equal(
            ["Nms:Events:High:MaxEvents", "Nms:Events:Low:Retention", "Nms:Events:PurgeEvery"],
            result.Failures!.Select(failure => failure.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.True(new EventOptionsValidator().Validate(null, new EventOptions()).Succeeded);
    }
}
