using System.Diagnostics.CodeAnalysis;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>
/// What waits to be sent to one client: the most urgent first, in order inside a priority, never more than a limit. Thread-safe.
/// </summary>
/// <param name="limit">Frames that may wait.</param>
/// <param name="coalescesLow">Of low events of one type and entity only the newest waits.</param>
/// <param name="leavesOut">A full queue leaves out the oldest low or normal event instead of overflowing; critical and high ones never.</param>
internal sealed class FrameQueue(int limit, bool coalescesLow = false, bool leavesOut = false)
{
    private const EventPriority MostUrgentLeftOut = EventPriority.Normal;

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting>?[] _byPriority = new LinkedList<Waiting>?[4];
    private readonly MissingEvents?[] _leftOut = new MissingEvents?[4];
    private readonly Dictionary<(string Type, string Entity), LinkedListNode<Waiting>>? _newest = coalescesLow ? [] : null;
    private int _count;
    private volatile bool _overflowed;

    /// <summary>Events that stand for others now.</summary>
    public long Coalesced { get; private set; }

    /// <summary>Events left out.</summary>
    public long LeftOut { get; private set; }

    /// <summary>True from when there was no room until <see cref="Restart"/>: nothing is kept meanwhile, the client is sent what the log has.</summary>
    public bool HasOverflowed => _overflowed;

    /// <summary>Adds frames; false when there is no room, see <see cref="HasOverflowed"/>.</summary>
    public bool TryAdd(ReadOnlySpan<EventFrame> frames)
    {
        lock (_lock)
        {
            foreach (var frame in frames)
            {
                if (_overflowed || !TryAdd(frame))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Drops what waits and keeps nothing.</summary>
    public void Overflow()
    {
        lock (_lock)
        {
            _overflowed = true;
            Drop();
        }
    }

    /// <summary>Takes frames again.</summary>
    public void Restart() => _overflowed = false;

    /// <summary>Takes what is to leave next, up to a number of events and about a number of bytes.</summary>
    public void Take(List<QueuedFrame> into, int most, int bytes)
    {
        lock (_lock)
        {
            while (into.Count < most && bytes > 0 && TryTake(out var next))
            {
                bytes -= next.Frame?.LongestText ?? 0;
                into.Add(next);
            }
        }
    }

    /// <summary>How many wait, and since when the first of them; null when none does.</summary>
    public (int Count, DateTimeOffset? Since) Read()
    {
        lock (_lock)
        {
            DateTimeOffset? since = null;
            foreach (var queue in _byPriority)
            {
                if (queue?.First is { Value.Frame: var oldest } && !(oldest.MadeAt >= since))
                {
                    since = oldest.MadeAt;
                }
            }

            return (_count, since);
        }
    }

    public int Count(EventPriority priority)
    {
        lock (_lock)
        {
            return _byPriority[Index(priority)]?.Count ?? 0;
        }
    }

    private static int Index(EventPriority priority) => Math.Clamp((int)priority, (int)EventPriority.Low, (int)EventPriority.Critical) - 1;

    private bool TryAdd(EventFrame frame)
    {
        var isLow = frame.Priority == EventPriority.Low;
        var coalesced = isLow && _newest is not null ? Supersede(frame) : 0;
        if (_count == limit)
        {
            switch (leavesOut ? LeastUrgentWaiting(frame.Priority) : null)
            {
                case { } waiting:
                    LeaveOut(Unlink(waiting).Frame);
                    break;
                case null when leavesOut && frame.Priority <= MostUrgentLeftOut:
                    LeaveOut(frame);
                    return true;
                default:
                    _overflowed = true;
                    Drop();
                    return false;
            }
        }

        var node = (_byPriority[Index(frame.Priority)] ??= []).AddLast(new Waiting(frame, coalesced));
        _count++;
        if (isLow && _newest is not null && frame.Entity is { } entity)
        {
            _newest[(frame.Type, entity)] = node;
        }

        return true;
    }

    /// <summary>Takes the waiting event of the same type and entity out of the queue, and says how many that one and this one stand for.</summary>
    private int Supersede(EventFrame frame)
    {
        if (frame.Entity is not { } entity || !_newest!.Remove((frame.Type, entity), out var former))
        {
            return 0;
        }

        _byPriority[Index(EventPriority.Low)]!.Remove(former);
        _count--;
        Coalesced++;
        return former.Value.Coalesced + 1;
    }

    /// <summary>The least urgent priority of which something waits that may be left out for a more or equally urgent event.</summary>
    private EventPriority? LeastUrgentWaiting(EventPriority incoming)
    {
        for (var priority = EventPriority.Low; priority <= incoming && priority <= MostUrgentLeftOut; priority++)
        {
            if (_byPriority[Index(priority)] is { Count: > 0 })
            {
                return priority;
            }
        }

        return null;
    }

    private void LeaveOut(EventFrame frame)
    {
        ref var leftOut = ref _leftOut[Index(frame.Priority)];
        leftOut = new MissingEvents(
            frame.Priority, leftOut?.From ?? frame.Sequence, frame.Sequence, leftOut?.NewestAt > frame.OccurredAt ? leftOut.Value.NewestAt : frame.OccurredAt);
        LeftOut++;
    }

    private bool TryTake([MaybeNullWhen(false)] out QueuedFrame next)
    {
        for (var priority = EventPriority.Critical; priority >= EventPriority.Low; priority--)
        {
            if (_leftOut[Index(priority)] is { } leftOut)
            {
                _leftOut[Index(priority)] = null;
                next = new QueuedFrame(null, 0, leftOut);
                return true;
            }

            if (_byPriority[Index(priority)] is { Count: > 0 })
            {
                var waiting = Unlink(priority);
                next = new QueuedFrame(waiting.Frame, waiting.Coalesced, default);
                return true;
            }
        }

        next = default;
        return false;
    }

    private Waiting Unlink(EventPriority priority)
    {
        var queue = _byPriority[Index(priority)]!;
        var waiting = queue.First!.Value;
        queue.RemoveFirst();
        _count--;
        if (_newest is not null && priority == EventPriority.Low && waiting.Frame.Entity is { } entity)
        {
            _newest.Remove((waiting.Frame.Type, entity));
        }

        return waiting;
    }

    private void Drop()
    {
        Array.Clear(_byPriority);
        Array.Clear(_leftOut);
        _newest?.Clear();
        _count = 0;
    }

    private readonly record struct Waiting(EventFrame Frame, int Coalesced);
}
