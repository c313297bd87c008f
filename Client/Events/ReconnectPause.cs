namespace Nms.Client.Events;

/// <summary>How long to wait before connecting again: exponential with a cap, and a random part of it, so that thousands of clients do not come back at once.</summary>
internal static class ReconnectPause
{
    private const int MostDoublings = 20;

    /// <param name="failures">How many attempts have failed in a row, 1 or more.</param>
    /// <param name="options">First and longest pause.</param>
    /// <param name="random">0 to 1.</param>
    public static TimeSpan Before(int failures, EventStreamOptions options, double random)
    {
        var whole = options.FirstPause * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        var most = whole < options.LongestPause ? whole : options.LongestPause;

        // At least half of it: a pause of nothing would be no pause.
        return most * (0.5 + (random / 2));
    }
}
