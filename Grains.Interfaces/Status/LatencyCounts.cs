using System.Collections.Immutable;

namespace Nms.Status;

/// <summary>
/// How many of something took how long, in classes that grow by a fifth from a tenth of a millisecond to about a quarter of an hour. Counts of
/// several silos add up, which percentiles do not.
/// </summary>
[GenerateSerializer, Immutable, Alias("Nms.Status.LatencyCounts")]
public sealed record LatencyCounts([property: Id(0)] ImmutableArray<long> Counts)
{
    /// <summary>How many classes there are; the last one has no upper end.</summary>
    public const int Classes = 90;

    private const double Shortest = 0.1;
    private const double Growth = 1.2;

    /// <summary>Nothing counted.</summary>
    public static LatencyCounts None { get; } = new(ImmutableArray.Create(new long[Classes]));

    /// <summary>The class of a time. What takes less than nothing, because a clock was set, took nothing.</summary>
    public static int ClassOf(TimeSpan time)
    {
        var milliseconds = time.TotalMilliseconds;
        return milliseconds <= Shortest ? 0 : Math.Clamp((int)Math.Ceiling(Math.Log(milliseconds / Shortest, Growth)), 0, Classes - 1);
    }

    /// <summary>The time in milliseconds that a share of all, such as 0.99, took at most; null when nothing was counted. At most a fifth too long.</summary>
    public double? Percentile(double share)
    {
        var all = Counts.Sum();
        if (all == 0)
        {
            return null;
        }

        var (left, at) = ((long)Math.Ceiling(all * share), 0);
        while (at < Counts.Length - 1 && (left -= Counts[at]) > 0)
        {
            at++;
        }

        return Math.Round(Shortest * Math.Pow(Growth, at), 3);
    }

    /// <summary>Both together.</summary>
    public LatencyCounts Plus(LatencyCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new([.. Counts.Zip(other.Counts, static (one, two) => one + two)]);
    }
}
