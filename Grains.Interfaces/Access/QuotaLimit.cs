namespace Nms.Access;

/// <summary>So many permits a window: as many at once after a pause, and from then on evenly.</summary>
/// <param name="Permits">How many; at least 1.</param>
/// <param name="Window">The time in which they all come back; at most 10 minutes, after which an idle quota is forgotten as full.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.QuotaLimit")]
public readonly record struct QuotaLimit([property: Id(0)] int Permits, [property: Id(1)] TimeSpan Window)
{
    /// <summary>The most that one silo takes ahead, a twentieth: by so much for each silo the cluster may count wrongly.</summary>
    public int LargestLease => Math.Max(1, Permits / 20);

    /// <summary>How long so many permits take to come back.</summary>
    public TimeSpan TimeFor(double permits) => Window * (permits / Permits);
}
