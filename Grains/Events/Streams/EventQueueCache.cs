using System.Runtime.InteropServices;
using Orleans.Streams;

namespace Nms.Events.Streams;

/// <summary>
/// What was read of one priority and not yet delivered to every subscriber, and a little of what was, to rewind in. Used
/// from the turns of one pulling agent only.
/// </summary>
/// <remarks>
/// Orleans' own SimpleQueueCache forgets an event as soon as it is delivered and throws inside the read loop when a
/// subscriber asks for an earlier one, which costs the other subscribers events. Here a place that is no longer cached
/// means the oldest that is.
/// </remarks>
internal sealed class EventQueueCache : IQueueCache
{
    /// <summary>Events held at most; when subscribers are this far behind, reading pauses. The log holds the rest.</summary>
    public const int Capacity = 4096;

    /// <summary>Delivered events that stay, to rewind in.</summary>
    public const int Kept = 1024;

    private const int ReadSize = 512;

    private readonly List<EventRun> _runs = [];
    private readonly HashSet<EventQueueCursor> _reading = [];
    private int _events;
    private int _deliveredEvents;

    // Runs are counted from the beginning, so that a cursor's place stays true when old runs go.
    private long _first;
    private long _delivered;

    /// <summary>The number after the newest run.</summary>
    public long End => _first + _runs.Count;

    /// <summary>The run of a number from the oldest held to <see cref="End"/>.</summary>
    public EventRun this[long number] => _runs[(int)(number - _first)];

    public int GetMaxAddCount() => ReadSize;

    public bool IsUnderPressure() => _events >= Capacity;

    public void AddToCache(IList<IBatchContainer> messages)
    {
        foreach (var message in messages)
        {
            var run = (EventRun)message;
            _runs.Add(run);
            _events += run.Events.Length;
        }
    }

    public bool TryPurgeFromCache(out IList<IBatchContainer> purgedItems)
    {
        var unread = _reading.Count == 0 ? End : _reading.Min(cursor => cursor.Pinned);
        var delivered = new List<IBatchContainer>();
        for (; _delivered < unread; _delivered++)
        {
            delivered.Add(this[_delivered]);
            _deliveredEvents += this[_delivered].Events.Length;
        }

        // A subscriber that rewinds may be behind what was delivered before it came.
        var drop = 0;
        for (var end = Math.Min(unread, _delivered) - _first; drop < end && _deliveredEvents > Kept; drop++)
        {
            _deliveredEvents -= _runs[drop].Events.Length;
            _events -= _runs[drop].Events.Length;
        }

        _runs.RemoveRange(0, drop);
        _first += drop;
        purgedItems = delivered;
        return delivered.Count > 0;
    }

    /// <summary>A cursor at a token, inclusive, or at the oldest run held when that is newer; without a token, after the newest.</summary>
    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token)
    {
        var cursor = new EventQueueCursor(this, streamId, token?.SequenceNumber ?? 0);
        if (token is not null)
        {
            cursor.Start(NumberOf(token.SequenceNumber));
        }

        return cursor;
    }

    public QueueCacheCursorResult<IQueueCacheCursor> TryGetCacheCursorAtPosition(StreamId streamId, StreamSubscriptionStartPosition startPosition)
    {
        var cursor = new EventQueueCursor(this, streamId, 0);
        if (startPosition == StreamSubscriptionStartPosition.EarliestAvailable)
        {
            cursor.Start(_first);
        }

        return QueueCacheCursorResult<IQueueCacheCursor>.FromCursor(cursor);
    }

    /// <summary>The number of the first run that reaches a sequence; <see cref="End"/> when none does yet.</summary>
    public long NumberOf(long sequence)
    {
        var runs = CollectionsMarshal.AsSpan(_runs);
        var (low, high) = (0, runs.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = runs[middle].Last >= sequence ? (low, middle) : (middle + 1, high);
        }

        return _first + low;
    }

    public void Reading(EventQueueCursor cursor) => _reading.Add(cursor);

    public void Idle(EventQueueCursor cursor) => _reading.Remove(cursor);
}
