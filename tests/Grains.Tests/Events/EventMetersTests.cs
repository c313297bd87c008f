using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Nms.Events;
using Nms.Status;

namespace Nms.Grains.Tests.Events;

/// <summary>Measuring must not be what an event costs.</summary>
public sealed class EventMetersTests
{
    private const int Many = 10_000;

    [Fact]
    public void Measuring_an_event_allocates_nothing_while_somebody_listens()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        var meters = new EventMeters(factory, new QueueGauges(factory), TimeProvider.System);
        var heard = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == NmsTelemetry.Meter)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => heard++);
        listener.Start();
        var happened = new EventEnvelope
        {
            EventId = Guid.CreateVersion7(),
            Type = "node.started",
            Priority = EventPriority.High,
            OccurredAt = TimeProvider.System.GetUtcNow(),
            DataJson = "{}",
        };
        meters.Appended(happened);
        heard = 0;

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Many; i++)
        {
            meters.Appended(happened);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(Many, heard);
    }

    [Fact]
    public void What_an_outbox_owes_is_a_queue_with_a_depth_and_an_age_until_it_is_paid()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        var meters = new EventMeters(factory, new QueueGauges(factory), TimeProvider.System);
        var owed = new EventEnvelope
        {
            EventId = Guid.CreateVersion7(),
            Type = "node.started",
            Priority = EventPriority.High,
            OccurredAt = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1),
            DataJson = "{}",
        };

        var watch = meters.WatchOutbox(() => [owed, owed]);
        var owing = Read(factory);
        watch.Dispose();
        var paid = Read(factory);

        Assert.Equal(2, owing["nms.queue.depth"]);
        Assert.InRange(owing["nms.queue.oldest.age"], 60, 3600);
        Assert.Equal(0, paid["nms.queue.depth"]);
        Assert.Equal(0, paid["nms.queue.oldest.age"]);
    }

    private static Dictionary<string, double> Read(IMeterFactory factory)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => values[instrument.Name] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => values[instrument.Name] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return values;
    }
}
