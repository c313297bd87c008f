using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Nms.Events;
using Nms.Modules;

namespace Nms.Status;

/// <summary>The counters of this silo as metrics, read only when somebody asks; the names that the former hub promised among them.</summary>
internal sealed class PlatformMeters : IHostedService
{
    private const string Other = "other";

    public PlatformMeters(IMeterFactory meters, IPlatformStatistics statistics, ModuleCensus modules)
    {
        var meter = meters.Create(NmsTelemetry.Meter);
        meter.CreateObservableCounter("gns3.events", () => ByType(statistics.Read()), null, "Events appended to the log by this silo.");
        meter.CreateObservableCounter("nms.events.published", () => ByPriority(statistics.Read()), null, "Events appended to the log by this silo.");
        meter.CreateObservableCounter("nms.events.delivered", () => statistics.Read().EventsDelivered, null, "Frames of events sent to WebSocket clients.");
        meter.CreateObservableCounter("nms.cache.hits", () => statistics.Read().CacheHits, null, "Reads answered from the model.");
        meter.CreateObservableCounter("nms.cache.misses", () => statistics.Read().CacheMisses, null, "Reads that had to ask GNS3.");
        meter.CreateObservableGauge("nms.cache.hit.ratio", () => Ratio(statistics.Read()), null, "Reads answered from the model, of all; 0 before the first.");
        meter.CreateObservableGauge("nms.active.modules", () => modules.Healthy, null, "Modules that are registered and healthy.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Types that modules make up are one series: their number has no bound.</summary>
    private static IEnumerable<Measurement<long>> ByType(PlatformCounters counters) => counters.EventsByType
        .GroupBy(entry => EventCatalog.Types.ContainsKey(entry.Key) ? entry.Key : Other, entry => entry.Value, StringComparer.Ordinal)
        .Select(group => new Measurement<long>(group.Sum(), new KeyValuePair<string, object?>("type", group.Key)))
        .DefaultIfEmpty(new Measurement<long>(0, new KeyValuePair<string, object?>("type", Other)));

    private static IEnumerable<Measurement<long>> ByPriority(PlatformCounters counters) => Enum.GetValues<EventPriority>()
        .Where(priority => priority != EventPriority.Unknown)
        .Select(EventMeters.PriorityText)
        .Select(priority => new Measurement<long>(counters.EventsByPriority.GetValueOrDefault(priority), new KeyValuePair<string, object?>("priority", priority)));

    private static double Ratio(PlatformCounters counters) =>
        counters.CacheHits + counters.CacheMisses is var reads and > 0 ? (double)counters.CacheHits / reads : 0;
}
