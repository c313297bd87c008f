using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nms.Traps;

namespace Nms.Silo.Health;

/// <summary>Traps are heard at every address that is configured, and the log takes them. When not, everything else goes on: never more than a warning.</summary>
internal sealed class TrapCheck(ITrapStatus traps, TimeProvider time) : DependencyCheck(time)
{
    private long _dropped;

    protected override string Remedy => "Choose addresses of this machine and free ports in Nms:Traps:Listen; ports below 1,024 need CAP_NET_BIND_SERVICE.";

    protected override Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken)
    {
        var report = traps.Read();
        (string, string)[] details =
        [
            ("dropped", Text(report.Dropped)),
            ("last_refused", report.LastRefused ?? "none"),
            ("listening", string.Join(", ", report.Listening)),
            ("malformed", Text(report.Malformed)),
            ("received", Text(report.Received)),
            ("recorded", Text(report.Recorded)),
            ("refused", Text(report.Refused)),
            ("throttled", Text(report.Throttled)),
            ("waiting", Text(report.Waiting)),
        ];
        var droppedBefore = Interlocked.Exchange(ref _dropped, report.Dropped);
        return Task.FromResult(
            report.Failures is not [] ? Warning($"Traps are not heard at {string.Join("; ", report.Failures)}.", Remedy, details)
            : report.Dropped > droppedBefore ? Warning(
                $"{report.Dropped - droppedBefore} traps were dropped since the last check, as the log did not take them in time.",
                "Look at the storage; Nms:Traps:MaxQueued is how many may wait.", details)
            : Ok(details));

        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
