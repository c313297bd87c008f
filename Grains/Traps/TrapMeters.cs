using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Nms.Status;

namespace Nms.Traps;

/// <summary>What is measured of traps, read only when somebody asks.</summary>
internal sealed class TrapMeters : IHostedService
{
    public TrapMeters(IMeterFactory meters, ITrapStatus traps, QueueGauges queues)
    {
        var meter = meters.Create(NmsTelemetry.Meter);
        meter.CreateObservableCounter("nms.traps.received", () => traps.Read().Received, "{datagram}", "Datagrams that came where traps are listened to.");
        meter.CreateObservableCounter("nms.traps.recorded", () => traps.Read().Recorded, "{trap}", "Traps and informs that are events in the log.");
        meter.CreateObservableCounter("nms.traps.discarded", () => Discarded(traps.Read()), "{datagram}", "Datagrams that became no event.");
        queues.Watch("traps", () => new QueueReading(traps.Read().Waiting, TimeSpan.Zero));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<Measurement<long>> Discarded(TrapReport report) =>
    [
        Of(report.Malformed, "malformed"), Of(report.Refused, "refused"), Of(report.Throttled, "throttled"), Of(report.Dropped, "queue_full"),
    ];

    private static Measurement<long> Of(long count, string reason) => new(count, new KeyValuePair<string, object?>("reason", reason));
}
