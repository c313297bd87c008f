namespace Nms.Access;

/// <summary>The permits of one quota that this silo has taken ahead. Thread-safe; times are timestamps of the clock.</summary>
internal sealed class QuotaSlice(TimeProvider time)
{
    /// <summary>How long a slice should last. One that lasts less is followed by a larger one.</summary>
    private static readonly TimeSpan s_goodLife = TimeSpan.FromSeconds(1);

    /// <summary>The least pause after an empty quota, so that refusing costs no call for each request.</summary>
    private static readonly TimeSpan s_leastPause = TimeSpan.FromMilliseconds(50);

    /// <summary>How long an unreachable quota is left alone.</summary>
    private static readonly TimeSpan s_alone = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private int _permits;
    private int _remaining;
    private int _size = 8;
    private long _takenAt;
    private long _usedAt = time.GetTimestamp();
    private long _emptyAt;
    private TimeSpan _emptyFor;
    private long _aloneAt;
    private bool _isAlone;

    /// <summary>One request at a time asks for more; the others wait for its result.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    public TimeSpan Idle => time.GetElapsedTime(Volatile.Read(ref _usedAt));

    /// <summary>While true the quota is not asked, because it did not answer.</summary>
    public bool IsAlone
    {
        get
        {
            lock (_lock)
            {
                return _isAlone && time.GetElapsedTime(_aloneAt) < s_alone;
            }
        }
    }

    /// <summary>Null when the quota has to be asked.</summary>
    public QuotaAnswer? TryTake()
    {
        lock (_lock)
        {
            _usedAt = time.GetTimestamp();
            if (_permits > 0)
            {
                _permits--;
                return new QuotaAnswer(true, _permits + _remaining, TimeSpan.Zero);
            }

            var pause = _emptyFor - time.GetElapsedTime(_emptyAt);
            return pause > TimeSpan.Zero ? new QuotaAnswer(false, 0, pause) : null;
        }
    }

    /// <summary>How many to ask for: twice as many when the last did not last, half as many when they lasted long.</summary>
    public int Wanted(QuotaLimit limit)
    {
        lock (_lock)
        {
            var longLived = time.GetElapsedTime(_takenAt) > s_goodLife;
            return _size = Math.Clamp(longLived ? _size / 2 : _size * 2, 1, limit.LargestLease);
        }
    }

    public void Accept(QuotaGrant grant)
    {
        lock (_lock)
        {
            _isAlone = false;
            _takenAt = time.GetTimestamp();
            _permits += grant.Granted;
            _remaining = grant.Remaining;
            if (grant.Granted == 0)
            {
                Pause(grant.RetryAfter > s_leastPause ? grant.RetryAfter : s_leastPause);
            }
        }
    }

    /// <summary>Goes on without the quota: one lease at a time, each no sooner than its permits would have come back.</summary>
    public void GoAlone(QuotaLimit limit, bool isNew)
    {
        lock (_lock)
        {
            var sinceTaken = time.GetElapsedTime(_takenAt);
            var leaseTime = limit.TimeFor(limit.LargestLease);
            if (isNew)
            {
                _isAlone = true;
                _aloneAt = time.GetTimestamp();
            }

            _remaining = 0;
            if (_takenAt == 0 || sinceTaken >= leaseTime)
            {
                _takenAt = time.GetTimestamp();
                _permits += limit.LargestLease;
            }
            else
            {
                Pause(leaseTime - sinceTaken);
            }
        }
    }

    private void Pause(TimeSpan length)
    {
        _emptyAt = time.GetTimestamp();
        _emptyFor = length;
    }
}
