namespace Nms.Messaging;

/// <summary>How often something is tried again and after which waits: 2, 4 and 8 seconds, each up to a quarter longer so that many do not return at one instant.</summary>
/// <param name="First">The wait after the first failure; each later one is twice as long.</param>
/// <param name="Retries">How many times it is tried again.</param>
internal readonly record struct RetrySchedule(TimeSpan First, int Retries)
{
    private const double Jitter = 0.25;

    /// <summary>The wait after a number of failures, from 1; null when it is given up.</summary>
    /// <param name="failures">Failures so far.</param>
    /// <param name="jitter">Between 0 and 1.</param>
    public TimeSpan? DelayAfter(int failures, double jitter) =>
        failures > Retries ? null : First * (Math.Pow(2, failures - 1) * (1 + (Jitter * jitter)));
}
