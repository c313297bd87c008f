namespace Nms.Snmp.Engine;

/// <summary>
/// Thousands of time-outs on one timer: setting and cancelling one is a few assignments. Its clock stands still while nothing is set.
/// </summary>
internal sealed class TimerWheel : IDisposable
{
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);
    private const int Buckets = 2048;

    private readonly TimerEntry?[] _buckets = new TimerEntry?[Buckets];
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly long _start;
    private long _lastTick;
    private int _count;
    private bool _running;
    private bool _disposed;

    public TimerWheel(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((TimerWheel)state!).Advance(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private long NowTick => _time.GetElapsedTime(_start).Ticks / Tick.Ticks;

    public void Schedule(TimerEntry entry, TimeSpan after)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            Remove(entry);
            if (_count == 0)
            {
                _lastTick = NowTick;
            }

            // One more than the time asks for: the tick under way has begun already.
            entry.DueTick = NowTick + ((after.Ticks + Tick.Ticks - 1) / Tick.Ticks) + 1;
            Add(entry);
            if (!_running)
            {
                _running = true;
                _timer.Change(Tick, Tick);
            }
        }
    }

    public void Cancel(TimerEntry entry)
    {
        lock (_gate)
        {
            Remove(entry);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void Advance()
    {
        TimerEntry? due = null;
        lock (_gate)
        {
            var now = NowTick;
            for (var tick = Math.Max(_lastTick + 1, now - Buckets + 1); tick <= now; tick++)
            {
                var entry = _buckets[tick % Buckets];
                while (entry is not null)
                {
                    var next = entry.Next;
                    if (entry.DueTick <= now)
                    {
                        Remove(entry);
                        entry.Next = due;
                        due = entry;
                    }

                    entry = next;
                }
            }

            _lastTick = Math.Max(_lastTick, now);
            if (_count == 0 && _running && !_disposed)
            {
                _running = false;
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }

        while (due is not null)
        {
            var next = due.Next;
            due.Next = null;
            due.OnDue();
            due = next;
        }
    }

    private void Add(TimerEntry entry)
    {
        var bucket = entry.DueTick % Buckets;
        entry.Next = _buckets[bucket];
        entry.Previous = null;
        if (entry.Next is not null)
        {
            entry.Next.Previous = entry;
        }

        _buckets[bucket] = entry;
        entry.IsScheduled = true;
        _count++;
    }

    private void Remove(TimerEntry entry)
    {
        if (!entry.IsScheduled)
        {
            return;
        }

        if (entry.Previous is null)
        {
            _buckets[entry.DueTick % Buckets] = entry.Next;
        }
        else
        {
            entry.Previous.Next = entry.Next;
        }

        if (entry.Next is not null)
        {
            entry.Next.Previous = entry.Previous;
        }

        entry.Next = entry.Previous = null;
        entry.IsScheduled = false;
        _count--;
    }
}
