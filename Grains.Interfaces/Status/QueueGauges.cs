using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Nms.Status;

/// <summary>
/// Measures every queue of this process, by name, when somebody reads the metrics: a queue pays nothing for being watched.
/// Thread-safe.
/// </summary>
public sealed class QueueGauges
{
    private readonly ConcurrentDictionary<Watched, Func<QueueReading>> _queues = new();

    /// <summary>Makes the two gauges.</summary>
    public QueueGauges(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(NmsTelemetry.Meter);
        meter.CreateObservableGauge("nms.queue.depth", () => Read(reading => reading.Depth), "{item}", "What waits in a queue.");
        meter.CreateObservableGauge(
            "nms.queue.oldest.age", () => Read(reading => reading.OldestAge.TotalSeconds), "s", "How long the oldest item of a queue has waited.");
    }

    /// <summary>Watches a queue until the answer is disposed. Queues of one name are one series: depths add up, the oldest counts.</summary>
    public IDisposable Watch(string queue, Func<QueueReading> read)
    {
        var watched = new Watched(this, queue);
        _queues[watched] = read;
        return watched;
    }

    private IEnumerable<Measurement<T>> Read<T>(Func<QueueReading, T> part)
        where T : struct => _queues
        .GroupBy(entry => entry.Key.Queue, entry => entry.Value(), StringComparer.Ordinal)
        .Select(group => new Measurement<T>(part(group.Aggregate(default(QueueReading), (sum, next) => sum + next)), new KeyValuePair<string, object?>("queue", group.Key)));

    private sealed class Watched(QueueGauges gauges, string queue) : IDisposable
    {
        public string Queue => queue;

        public void Dispose() => gauges._queues.TryRemove(this, out _);
    }
}

/// <summary>How full a queue is.</summary>
/// <param name="Depth">Items that wait.</param>
/// <param name="OldestAge">How long the oldest of them has waited; zero when none does.</param>
public readonly record struct QueueReading(long Depth, TimeSpan OldestAge)
{
    /// <summary>Two queues taken as one.</summary>
    public static QueueReading operator +(QueueReading left, QueueReading right) =>
        new(left.Depth + right.Depth, left.OldestAge > right.OldestAge ? left.OldestAge : right.OldestAge);

    /// <summary>Two queues taken as one.</summary>
    public static QueueReading Add(QueueReading left, QueueReading right) => left + right;
}
