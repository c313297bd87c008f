using System.Collections.Immutable;

namespace Nms.Status;

/// <summary>Counts how long things took. Thread-safe.</summary>
public sealed class LatencyRecorder
{
    private readonly long[] _counts = new long[LatencyCounts.Classes];

    /// <summary>Counts one.</summary>
    public void Record(TimeSpan time) => Interlocked.Increment(ref _counts[LatencyCounts.ClassOf(time)]);

    /// <summary>What was counted so far.</summary>
    public LatencyCounts Read()
    {
        var counts = ImmutableArray.CreateBuilder<long>(_counts.Length);
        for (var i = 0; i < _counts.Length; i++)
        {
            counts.Add(Interlocked.Read(ref _counts[i]));
        }

        return new(counts.MoveToImmutable());
    }
}
