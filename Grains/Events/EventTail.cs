using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>The newest events of one priority, in order and without gaps. Thread-safe.</summary>
internal sealed class EventTail(EventPriority priority, long head)
{
    private const int Capacity = 4_096;

    private readonly Lock _gate = new();
    private readonly EventEnvelope[] _events = new EventEnvelope[Capacity];
    private int _first;
    private int _count;
    private long _from = head;
    private long _head = head;

    public EventPriority Priority => priority;

    /// <summary>Everything of this priority up to here was seen.</summary>
    public long Head => Volatile.Read(ref _head);

    public void Add(ImmutableArray<EventEnvelope> events)
    {
        lock (_gate)
        {
            foreach (var e in events)
            {
                if (_count == Capacity)
                {
                    _from = _events[_first].Sequence;
                    _first = (_first + 1) % Capacity;
                    _count--;
                }

                _events[(_first + _count++) % Capacity] = e;
                Volatile.Write(ref _head, e.Sequence);
            }
        }
    }

    /// <summary>Goes on behind events that cannot be read any more: who is not that far has to ask the log.</summary>
    public void SkipTo(long sequence)
    {
        lock (_gate)
        {
            Array.Clear(_events);
            (_first, _count, _from) = (0, 0, sequence);
            Volatile.Write(ref _head, sequence);
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

            Copy(FirstAfter(after), limit, into);
            return true;
        }
    }

    /// <summary>The same as a page; null also when the place is ahead of what was seen.</summary>
    public EventPage? Read(long after, int limit)
    {
        lock (_gate)
        {
            if (after < _from || after > _head)
            {
                return null;
            }

            var first = FirstAfter(after);
            var events = ImmutableArray.CreateBuilder<EventEnvelope>(Math.Min(limit, _count - first));
            Copy(first, limit, events);
            var next = first + events.Count < _count ? events[^1].Sequence : _head;
            return new EventPage(events.DrainToImmutable(), next, _from + 1, _head, []);
        }
    }

    private void Copy(int first, int limit, ImmutableArray<EventEnvelope>.Builder into)
    {
        for (var i = first; i < _count && i - first < limit; i++)
        {
            into.Add(At(i));
        }
    }

    private EventEnvelope At(int index) => _events[(_first + index) % Capacity];

    private int FirstAfter(long sequence)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = At(middle).Sequence > sequence ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
