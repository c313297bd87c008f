using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nms.Silo.Hosting;
using Nms.Status;

namespace Nms.Silo.Health;

/// <summary>The storage takes writes and reads.</summary>
internal sealed class StorageCheck(IStorageHealth storage, SiloSettings settings, TimeProvider time) : DependencyCheck(time)
{
    protected override string Remedy => settings.Cluster is null
        ? $"Look at the disk under {settings.DataFolder}, and that no other program holds nms.db."
        : $"Check that PostgreSQL runs and that {SiloSettings.PostgresKey} names it.";

    protected override async Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken)
    {
        await storage.CheckAsync(cancellationToken);
        return Ok(("kind", settings.Cluster is null ? "sqlite" : "postgresql"));
    }
}
