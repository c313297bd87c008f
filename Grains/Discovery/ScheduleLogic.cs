namespace Nms.Discovery;

/// <summary>When a schedule is due. Pure.</summary>
internal static class ScheduleLogic
{
    /// <summary>The next instant: one period and a share of the jitter after now; what was missed is made up for once.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="now">Now.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static DateTimeOffset Next(DiscoverySchedule schedule, DateTimeOffset now, double chance) => now + schedule.Every + (schedule.Jitter * chance);

    public static bool IsDue(DiscoverySchedule schedule, DateTimeOffset now) => schedule.Enabled && schedule.NextAt is { } next && next <= now;
}
