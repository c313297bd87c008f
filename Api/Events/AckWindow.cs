using Nms.Events;

namespace Nms.Api.Events;

/// <summary>What a client has had and not acknowledged: never more than a limit. Thread-safe.</summary>
internal sealed class AckWindow(int limit, EventCursor from)
{
    private readonly Lock _lock = new();
    private readonly Queue<(EventPriority Priority, long Sequence)> _open = new();
    private EventCursor _sent = from;
    private EventCursor _acknowledged = from;

    /// <summary>The place that the client has acknowledged: everything up to it has reached it for good.</summary>
    public EventCursor Acknowledged
    {
        get
        {
            lock (_lock)
            {
                return _acknowledged;
            }
        }
    }

    /// <summary>How many events may still be sent.</summary>
    public int Room
    {
        get
        {
            lock (_lock)
            {
                return limit - _open.Count;
            }
        }
    }

    /// <summary>Says that an event was sent, and the place after it.</summary>
    public void Sent(EventPriority priority, long sequence, EventCursor cursor)
    {
        lock (_lock)
        {
            _open.Enqueue((priority, sequence));
            _sent = _sent.Through(cursor);
        }
    }

    /// <summary>Says that the client was told of a place further on, with no event to acknowledge.</summary>
    public void Passed(EventCursor cursor)
    {
        lock (_lock)
        {
            _sent = _sent.Through(cursor);
        }
    }

    /// <summary>Takes an acknowledgement; false when it speaks of what was not sent.</summary>
    public bool TryAcknowledge(EventCursor cursor)
    {
        lock (_lock)
        {
            if (_sent.Through(cursor) != _sent)
            {
                return false;
            }

            _acknowledged = _acknowledged.Through(cursor);
            while (_open.TryPeek(out var oldest) && oldest.Sequence <= _acknowledged[oldest.Priority])
            {
                _open.Dequeue();
            }

            return true;
        }
    }
}
