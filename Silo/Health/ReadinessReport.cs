using Nms.Gns3;

namespace Nms.Silo.Health;

/// <summary>What readiness found. GNS3 servers are reported and do not count: without them the hub still answers from its model.</summary>
internal sealed record ReadinessReport(IReadOnlyList<HealthCheck> Checks, IReadOnlyList<ServerHealth> Servers)
{
    public bool Ready => Checks.All(check => check.Healthy);
}

/// <summary>The state of one GNS3 server, or why it could not be asked.</summary>
internal sealed record ServerHealth(string Name, ServerSnapshot? Snapshot, string? Failure);
