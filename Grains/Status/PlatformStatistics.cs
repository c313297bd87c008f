using System.Collections.Concurrent;
using Nms.Events;
using Nms.Gns3;

namespace Nms.Status;

/// <summary>Counters of this silo since it started. One instance a silo; every member is thread-safe.</summary>
internal sealed class PlatformStatistics(TimeProvider time, IGns3Clients gns3) : IPlatformStatistics
{
    private const int WindowSeconds = 60;

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly ConcurrentDictionary<string, long> _byType = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _byPriority = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly long[] _perSecond = new long[WindowSeconds];
    private readonly long[] _secondOf = new long[WindowSeconds];
    private long _hits;
    private long _misses;
    private long _published;
    private long _delivered;
    private double _latencyTotalMs;
    private DateTimeOffset? _lastEventAt;

    public void CacheHit() => Interlocked.Increment(ref _hits);

    public void CacheMiss() => Interlocked.Increment(ref _misses);

    public void EventDelivered(string type) => Interlocked.Increment(ref _delivered);

    /// <summary>Counts an event that the log has taken, and how long that took since it happened.</summary>
    public void EventPublished(EventEnvelope e)
    {
        var now = time.GetUtcNow();
        _byType.AddOrUpdate(e.Type, 1, static (_, count) => count + 1);
        _byPriority.AddOrUpdate(EventMeters.PriorityText(e.Priority), 1, static (_, count) => count + 1);
        lock (_lock)
        {
            _published++;
            _latencyTotalMs += Math.Max(0, (now - e.OccurredAt).TotalMilliseconds);
            _lastEventAt = now;
            var second = now.ToUnixTimeSeconds();
            var slot = (int)(second % WindowSeconds);
            if (_secondOf[slot] != second)
            {
                _secondOf[slot] = second;
                _perSecond[slot] = 0;
            }

            _perSecond[slot]++;
        }
    }

    public PlatformCounters Read()
    {
        var now = time.GetUtcNow();
        var calls = gns3.Names.Select(name => gns3.Get(name).Client.Statistics).ToList();
        lock (_lock)
        {
            return new PlatformCounters(
                StartedAt: _startedAt,
                CacheHits: Interlocked.Read(ref _hits),
                CacheMisses: Interlocked.Read(ref _misses),
                Gns3Requests: calls.Sum(call => call.Requests),
                Gns3Failures: calls.Sum(call => call.Failures),
                EventsPublished: _published,
                EventsDelivered: Interlocked.Read(ref _delivered),
                LastEventAt: _lastEventAt,
                EventsPerMinute: LastMinute(now.ToUnixTimeSeconds()),
                AverageLatencyMs: _published == 0 ? 0 : _latencyTotalMs / _published,
                EventsByType: new Dictionary<string, long>(_byType, StringComparer.Ordinal),
                EventsByPriority: new Dictionary<string, long>(_byPriority, StringComparer.Ordinal));
        }
    }

    private long LastMinute(long second)
    {
        var total = 0L;
        for (var slot = 0; slot < WindowSeconds; slot++)
        {
            total += second - _secondOf[slot] < WindowSeconds ? _perSecond[slot] : 0;
        }

        return total;
    }
}
