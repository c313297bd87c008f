using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>The newest events of one priority, in order and without gaps. Thread-safe.</summary>
internal sealed class EventTail(EventPriority priority, long head)
{
    private const int Capacity = 4_096;

    private readonly Lock _gate = new();
    private readonly Queue<EventEnvelope> _events = new();
    private long _from = head;
    private long _head = head;

    public EventPriority Priority => priority;

    /// <summary>Everything of this priority up to here was seen.</summary>
    public long Head
    {
        get
        {
            lock (_gate)
            {
                return _head;
            }
        }
    }

    public void Add(ImmutableArray<EventEnvelope> events)
    {
        lock (_gate)
        {
            foreach (var e in events)
            {
                _events.Enqueue(e);
                _head = e.Sequence;
            }

            while (_events.Count > Capacity)
            {
                _from = _events.Dequeue().Sequence;
            }
        }
    }

    /// <summary>Takes events after a sequence. False when it is older than what is kept: the log has it.</summary>
    public bool TryTake(long after, int limit, ImmutableArray<EventEnvelope>.Builder into)
    {
        lock (_gate)
        {
            if (after < _from)
            {
                return false;
            }

            if (after < _head)
            {
                into.AddRange(_events.SkipWhile(e => e.Sequence <= after).Take(limit));
            }

            return true;
        }
    }
}
