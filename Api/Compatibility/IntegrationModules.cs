using Nms.Modules;

namespace Nms.Api.Compatibility;

/// <summary>The modules as the integration interface shows them.</summary>
internal sealed record IntegrationModules(
    IReadOnlyList<string> Modules,
    IReadOnlyDictionary<string, IntegrationModuleHealth> HealthStatus,
    IReadOnlyDictionary<string, object> DockerServices,
    long MessageHistorySize,
    DateTimeOffset Timestamp);

/// <summary>How a module is, in the words of the integration interface.</summary>
internal sealed record IntegrationModuleHealth(string Status, string? Message, double? ResponseTimeMs, DateTimeOffset LastCheck)
{
    public static IntegrationModuleHealth Of(ModuleSnapshot module) =>
        new(module.Healthy ? "ok" : "error", module.Complaint, ResponseTimeMs: null, module.Probe?.At ?? module.LastHeartbeat);
}
