namespace Nms.Access;

/// <summary>How long to wait after how many failed sign-ins.</summary>
internal static class LockOutLogic
{
    /// <summary>After so long without an attempt, everything is forgotten.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(30);

    private const int MostDoublings = 20;

    /// <summary>The wait that begins with the last of so many failures: nothing while they are free, then a second, doubling.</summary>
    public static TimeSpan WaitAfter(int failures, int free, TimeSpan longest)
    {
        if (failures < free)
        {
            return TimeSpan.Zero;
        }

        var wait = TimeSpan.FromSeconds(1 << Math.Min(failures - free, MostDoublings));
        return wait < longest ? wait : longest;
    }

    /// <summary>How long is still to be waited, or null when an attempt may be made.</summary>
    public static TimeSpan? Left(int failures, DateTimeOffset lastAt, DateTimeOffset now, int free, TimeSpan longest)
    {
        var left = lastAt + WaitAfter(failures, free, longest) - now;
        return failures > 0 && left > TimeSpan.Zero ? left : null;
    }
}
