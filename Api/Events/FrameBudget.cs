namespace Nms.Api.Events;

/// <summary>
/// How fast frames of one client are taken: some at once, then so many a second. A client that sends faster is read slower, which holds
/// up nobody else. Not thread-safe.
/// </summary>
internal sealed class FrameBudget(TimeProvider time)
{
    /// <summary>Frames taken at once.</summary>
    public const int Burst = 100;

    /// <summary>Frames taken a second after that.</summary>
    public const int PerSecond = 20;

    /// <summary>Frames that may be slowed down in a row; a client that goes on is closed.</summary>
    public const int MostSlowed = 100;

    private static readonly TimeSpan s_each = TimeSpan.FromSeconds(1.0 / PerSecond);

    private long _at = time.GetTimestamp();
    private TimeSpan _owed;

    /// <summary>True when the last frame came after so long a pause that a whole burst is free again.</summary>
    public bool IsRested => _owed <= s_each;

    /// <summary>Counts a frame; how long to wait before it is followed.</summary>
    public TimeSpan Take()
    {
        var now = time.GetTimestamp();
        var left = _owed - time.GetElapsedTime(_at, now);
        _at = now;
        _owed = (left > TimeSpan.Zero ? left : TimeSpan.Zero) + s_each;
        var wait = _owed - (s_each * Burst);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
