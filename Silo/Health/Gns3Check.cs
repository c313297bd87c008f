using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nms.Silo.Health;

/// <summary>One GNS3 server is heard. When it is not, the hub still answers from its model: never more than a warning.</summary>
internal sealed class Gns3Check(string server, IGrainFactory grains, TimeProvider time) : DependencyCheck(time)
{
    protected override string Remedy =>
        $"Check that the server runs, that Gns3:Servers:{server}:Url, User and Password are right, and curl its /v2/version from this machine.";

    protected override async Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken)
    {
        var snapshot = await grains.Gns3Server(server).GetAsync(cancellationToken);
        (string, string)[] details =
        [
            ("circuit", snapshot.Circuit),
            ("connected", snapshot.Connected ? "true" : "false"),
            ("projects", snapshot.ProjectCount.ToString(CultureInfo.InvariantCulture)),
            ("reconciled_at", snapshot.ReconciledAt?.ToString("O", CultureInfo.InvariantCulture) ?? "never"),
            ("url", snapshot.Url),
            ("version", snapshot.Version ?? "unknown"),
        ];
        return snapshot switch
        {
            { Connected: false } => Warning(
                $"GNS3 server {server} is not heard{(snapshot.LastError is { } error ? $": {error}" : ".")}", Remedy, details),
            { Circuit: not "closed" } => Warning(
                $"The calls to GNS3 server {server} failed in a row; its circuit is {snapshot.Circuit}.",
                "Look at the load of that server; the hub tries again by itself.", details),
            _ => Ok(details),
        };
    }
}
