using Cronos;

namespace Nms.Workflows.Definitions;

/// <summary>When schedules are due. Pure.</summary>
internal static class ScheduleTimes
{
    /// <summary>The next instant of a schedule after another instant; null when there is none.</summary>
    /// <remarks>What falls into the hour that a clock leaves out is due when it goes on; what falls into the hour it repeats, once.</remarks>
    public static DateTimeOffset? Next(ScheduleTrigger schedule, DateTimeOffset after) =>
        Parse(schedule.Cron).GetNextOccurrence(after, TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone))?.ToUniversalTime();

    /// <summary>What is wrong with a cron expression; null when nothing is.</summary>
    public static string? Complaint(string cron)
    {
        try
        {
            Parse(cron);
            return null;
        }
        catch (CronFormatException exception)
        {
            return $"cron has five fields, or six with seconds: {exception.Message}";
        }
    }

    private static CronExpression Parse(string cron) =>
        CronExpression.Parse(cron, cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
}
