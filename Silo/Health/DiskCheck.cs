using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Nms.Silo.Hosting;

namespace Nms.Silo.Health;

/// <summary>There is room under the data folder.</summary>
internal sealed class DiskCheck(SiloSettings settings, IOptions<HealthOptions> options, TimeProvider time) : DependencyCheck(time)
{
    private const long Megabyte = 1024 * 1024;

    protected override string Remedy => $"Make room on the disk of {settings.DataFolder}, or shorten Nms:Events:Retention.";

    protected override Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var free = new DriveInfo(settings.DataFolder).AvailableFreeSpace / Megabyte;
            (string, string)[] details = [("folder", settings.DataFolder), ("free_megabytes", free.ToString(CultureInfo.InvariantCulture))];
            var cause = $"{free} MB are free under {settings.DataFolder}.";
            return free < options.Value.DiskCriticalMegabytes ? Critical(cause, Remedy, details)
                : free < options.Value.DiskWarningMegabytes ? Warning(cause, Remedy, details)
                : Ok(details);
        },
        cancellationToken);
}
