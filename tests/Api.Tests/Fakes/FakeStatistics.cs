using System.Collections.Concurrent;
using Nms.Status;

namespace Nms.Api.Tests.Fakes;

/// <summary>Counters that a test can read.</summary>
public sealed class FakeStatistics(TimeProvider time) : IPlatformStatistics
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly ConcurrentDictionary<string, long> _delivered = new();
    private long _hits;
    private long _misses;

    public long Hits => Volatile.Read(ref _hits);

    public long Misses => Volatile.Read(ref _misses);

    public void CacheHit() => Interlocked.Increment(ref _hits);

    public void CacheMiss() => Interlocked.Increment(ref _misses);

    public void EventDelivered(string type) => _delivered.AddOrUpdate(type, 1, (_, count) => count + 1);

    public PlatformCounters Read() => new(
        _startedAt, Hits, Misses, 7, 1, 3, _delivered.Values.Sum(), time.GetUtcNow(), 12.5, 4.5, _delivered, new Dictionary<string, long> { ["high"] = 3 });
}
