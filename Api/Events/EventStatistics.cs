using System.Collections.Immutable;
using Nms.Events;
using Nms.Status;

namespace Nms.Api.Events;

/// <summary>What all silos count together. Pure.</summary>
internal sealed record EventStatistics(
    DateTimeOffset? StartedAt,
    long Published,
    long Delivered,
    long Dropped,
    long Resumed,
    int Connections,
    DateTimeOffset? LastEventAt,
    double PerMinute,
    double AverageLatencyMs,
    IReadOnlyDictionary<string, long> ByType,
    IReadOnlyDictionary<string, long> ByPriority,
    IReadOnlyDictionary<string, int> Queued,
    bool IsRunning,
    LatencyCounts Latency)
{
    public static EventStatistics Of(ImmutableArray<SiloEvents> silos)
    {
        var published = silos.Sum(silo => silo.Published);
        return new(
            silos.Min(silo => (DateTimeOffset?)silo.StartedAt),
            published,
            silos.Sum(silo => silo.Delivered),
            silos.Sum(silo => silo.Dropped),
            silos.Sum(silo => silo.Resumed),
            silos.Sum(silo => silo.Connections),
            silos.Max(silo => silo.LastEventAt),
            silos.Sum(silo => silo.PerMinute),
            published == 0 ? 0 : silos.Sum(silo => silo.AppendMilliseconds) / published,
            Together(silos, silo => silo.ByType),
            Together(silos, silo => silo.ByPriority),
            silos.SelectMany(silo => silo.Queued).GroupBy(pair => pair.Key, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.Sum(pair => pair.Value), StringComparer.Ordinal),
            !silos.IsEmpty && silos.All(silo => silo.IsRunning),
            silos.Aggregate(LatencyCounts.None, (sum, silo) => sum.Plus(silo.Latency)));
    }

    private static Dictionary<string, long> Together(ImmutableArray<SiloEvents> silos, Func<SiloEvents, ImmutableDictionary<string, long>> counts) =>
        silos.SelectMany(counts).GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Sum(pair => pair.Value), StringComparer.Ordinal);
}
