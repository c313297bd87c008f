using Nms.Events;

namespace Nms.Api.Events;

/// <summary>
/// What waits to be sent to one client: the most urgent first, in order inside a priority, never more than a limit.
/// Thread-safe.
/// </summary>
internal sealed class FrameQueue(int limit)
{
    private readonly Lock _lock = new();
    private readonly Queue<EventFrame>[] _byPriority = [new(), new(), new(), new()];
    private int _count;
    private bool _overflowed;

    /// <summary>Adds a frame; false when there is no room: then nothing is kept any more, the client has to resume.</summary>
    public bool TryAdd(EventFrame frame)
    {
        lock (_lock)
        {
            if (_overflowed)
            {
                return false;
            }

            if (_count == limit)
            {
                _overflowed = true;
                Drop();
                return false;
            }

            _byPriority[Index(frame.Priority)].Enqueue(frame);
            _count++;
            return true;
        }
    }

    public EventFrame? Take()
    {
        lock (_lock)
        {
            for (var i = _byPriority.Length - 1; i >= 0; i--)
            {
                if (_byPriority[i].TryDequeue(out var frame))
                {
                    _count--;
                    return frame;
                }
            }

            return null;
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
                if (queue.TryPeek(out var oldest) && !(oldest.MadeAt >= since))
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
            return _byPriority[Index(priority)].Count;
        }
    }

    private static int Index(EventPriority priority) => Math.Clamp((int)priority, (int)EventPriority.Low, (int)EventPriority.Critical) - 1;

    private void Drop()
    {
        foreach (var queue in _byPriority)
        {
            queue.Clear();
        }

        _count = 0;
    }
}
