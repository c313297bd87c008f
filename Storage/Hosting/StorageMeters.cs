using System.Diagnostics.Metrics;
using Nms.Status;

namespace Nms.Storage;

/// <summary>What the storage tells of its writes: one record a commit, however many writes are in it.</summary>
internal sealed class StorageMeters
{
    private static readonly int[] s_sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
    private static readonly double[] s_seconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

    private readonly QueueGauges _queues;
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _size;

    public StorageMeters(IMeterFactory meters, QueueGauges queues)
    {
        _queues = queues;
        var meter = meters.Create(NmsTelemetry.Meter);
        _duration = meter.CreateHistogram(
            "nms.storage.commit.duration", "s", "How long a commit took.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = s_seconds });
        _size = meter.CreateHistogram(
            "nms.storage.commit.size", "{write}", "Writes in one commit.", tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = s_sizes });
    }

    /// <summary>Watches a queue of writes.</summary>
    public IDisposable Watch(string queue, Func<QueueReading> read) => _queues.Watch(queue, read);

    public void Committed(int writes, TimeSpan duration)
    {
        _duration.Record(duration.TotalSeconds);
        _size.Record(writes);
    }
}
