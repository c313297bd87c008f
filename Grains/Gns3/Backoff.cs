namespace Nms.Gns3;

/// <summary>Waits that double, with jitter, so that many do not return at one instant.</summary>
internal static class Backoff
{
    private const int LargestExponent = 30;

    /// <summary>The wait after <paramref name="attempt"/> failures, counted from 0.</summary>
    /// <param name="attempt">Failures before.</param>
    /// <param name="first">Wait after the first.</param>
    /// <param name="most">Longest wait.</param>
    /// <param name="jitter">Between 0 and 1; shortens the wait by up to half.</param>
    public static TimeSpan Delay(int attempt, TimeSpan first, TimeSpan most, double jitter)
    {
        var full = Math.Min(most.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, LargestExponent)));
        return TimeSpan.FromMilliseconds(full * (1 - (jitter / 2)));
    }
}
