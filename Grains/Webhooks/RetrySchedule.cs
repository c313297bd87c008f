namespace Nms.Webhooks;

/// <summary>Waits before each retry: the first, then double, never more than the longest, each shifted by jitter. Pure.</summary>
/// <param name="First">The wait after the first failure.</param>
/// <param name="Retries">How many retries there are.</param>
/// <param name="Longest">The longest wait, before jitter.</param>
/// <param name="Jitter">By which part of itself a wait is shortened or lengthened, 0 to 1.</param>
internal sealed record RetrySchedule(TimeSpan First, int Retries, TimeSpan Longest, double Jitter)
{
    private const int LargestExponent = 30;

    /// <summary>The wait after so many failures, counted from 1; null when the event was tried often enough.</summary>
    /// <param name="failures">Failures so far.</param>
    /// <param name="random">0 to 1.</param>
    public TimeSpan? After(int failures, double random) => failures > Retries ? null : Doubled(failures - 1, First, Longest, Jitter, random);

    /// <summary>The first wait doubled so many times.</summary>
    public static TimeSpan Doubled(int times, TimeSpan first, TimeSpan longest, double jitter, double random) =>
        TimeSpan.FromTicks((long)(Math.Min(longest.Ticks, first.Ticks * Math.Pow(2, Math.Clamp(times, 0, LargestExponent))) * (1 + (jitter * ((2 * random) - 1)))));
}
