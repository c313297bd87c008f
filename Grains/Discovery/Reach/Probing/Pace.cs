namespace Nms.Discovery.Reach.Probing;

/// <summary>Gives turns at an even pace. Safe for all threads.</summary>
internal sealed class Pace(int perSecond, TimeProvider time)
{
    // Timers are no finer: turns within this come at once.
    private static readonly TimeSpan s_slack = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly TimeSpan _each = TimeSpan.FromSeconds(1.0 / perSecond);
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next;

    /// <summary>Waits for a turn.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = time.GetElapsedTime(_start);
            _next = _next < now ? now : _next;
            wait = _next - now;
            _next += _each;
        }

        if (wait > s_slack)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}
