namespace Nms.Probes;

/// <summary>Lets through so many a second, and a burst after a pause. Not safe for several threads.</summary>
internal sealed class TokenBucket
{
    private readonly double _perSecond;
    private readonly double _burst;
    private readonly TimeProvider _time;
    private double _tokens;
    private long _filled;

    /// <param name="perSecond">0 lets everything through.</param>
    /// <param name="burst">How many at once.</param>
    /// <param name="time">The clock.</param>
    public TokenBucket(double perSecond, int burst, TimeProvider time)
    {
        (_perSecond, _burst, _tokens, _time, _filled) = (perSecond, burst, burst, time, time.GetTimestamp());
    }

    /// <summary>How many of those wanted may go now.</summary>
    public int Available(int wanted)
    {
        if (_perSecond == 0)
        {
            return wanted;
        }

        var now = _time.GetTimestamp();
        _tokens = Math.Min(_burst, _tokens + (_time.GetElapsedTime(_filled, now).TotalSeconds * _perSecond));
        _filled = now;
        return (int)Math.Min(wanted, _tokens);
    }

    public void Take(int count) => _tokens -= _perSecond == 0 ? 0 : count;
}
