using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Nms.Silo.Health;

/// <summary>The process is well below the memory that the machine, or the container's limit, leaves it.</summary>
internal sealed class MemoryCheck(IOptions<HealthOptions> options, TimeProvider time) : DependencyCheck(time)
{
    private const long Megabyte = 1024 * 1024;

    protected override string Remedy => "Give the process more memory, or follow fewer projects with it.";

    protected override Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken)
    {
        var used = Environment.WorkingSet / Megabyte;
        var available = Math.Max(1, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Megabyte);
        (string, string)[] details =
        [
            ("available_megabytes", available.ToString(CultureInfo.InvariantCulture)),
            ("used_megabytes", used.ToString(CultureInfo.InvariantCulture)),
        ];
        var cause = $"{used} of {available} MB are in use.";
        return Task.FromResult(
            used * 100 > available * options.Value.MemoryCriticalPercent ? Critical(cause, Remedy, details)
            : used * 100 > available * options.Value.MemoryWarningPercent ? Warning(cause, Remedy, details)
            : Ok(details));
    }
}
