using Orleans.Streams;

namespace Nms.Events.Streams;

/// <summary>
/// One subscriber's place in the cache of a priority. While it reads, it holds what it has not had; when it has caught
/// up it holds nothing until the agent refreshes it with the next event of its stream.
/// </summary>
internal sealed class EventQueueCursor(EventQueueCache cache, StreamId streamId, long from) : IQueueCacheCursor
{
    private long _next;
    private EventRun? _current;
    private bool _reading;

    /// <summary>The number of the oldest run this subscriber has not finished with.</summary>
    public long Pinned => _current is null ? _next : _next - 1;

    /// <summary>Begins to read at a run.</summary>
    public void Start(long number)
    {
        _next = number;
        _reading = true;
        cache.Reading(this);
    }

    public void Refresh(StreamSequenceToken token)
    {
        if (!_reading)
        {
            Start(cache.NumberOf(token.SequenceNumber));
        }
    }

    public bool MoveNext()
    {
        _current = null;
        while (_reading && _next < cache.End)
        {
            var run = cache[_next++];
            if (run.StreamId == streamId && run.Last >= from)
            {
                _current = run;
                return true;
            }
        }

        Stop();
        return false;
    }

    public IBatchContainer? GetCurrent(out Exception? exception)
    {
        exception = null;
        return _current;
    }

    // A subscriber that fails for good is dropped (SubscriberFailureHandler), and with it its claim on the event.
    public void RecordDeliveryFailure()
    {
    }

    public void Dispose()
    {
        _current = null;
        Stop();
    }

    private void Stop()
    {
        _reading = false;
        cache.Idle(this);
    }
}
