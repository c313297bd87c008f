using Nms.Api.Status;
using Nms.Modules;
using Nms.Status;

namespace Nms.Api.Compatibility;

/// <summary>Health in the words of the integration service.</summary>
internal sealed record IntegrationHealth(
    string OverallStatus,
    IReadOnlyDictionary<string, string> Services,
    IReadOnlyDictionary<string, IntegrationModuleHealth> Modules,
    bool Gns3Available,
    bool NotificationsAvailable,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Recommendations,
    DateTimeOffset Timestamp)
{
    private const string Ok = "ok";
    private const string Error = "error";

    /// <summary>The platform's health, told by service. Notifications have no channel, which is no fault of what is there.</summary>
    public static IntegrationHealth Of(HealthSummary summary, IEnumerable<ModuleSnapshot> modules, DateTimeOffset now)
    {
        var gns3 = summary.Dependencies.Where(dependency => HealthNames.IsGns3(dependency.Name)).ToList();
        var heard = gns3.Any(server => server.State == HealthState.Ok);
        return new IntegrationHealth(
            summary.State.ToWord(),
            new Dictionary<string, string>
            {
                ["topology_service"] = Word(summary, HealthNames.Storage, HealthNames.Silo),
                ["gns3_service"] = heard ? Ok : Error,
                ["inter_module_service"] = Word(summary, HealthNames.EventLog),
                ["notification_service"] = "warning",
            },
            modules.ToDictionary(module => module.Name, IntegrationModuleHealth.Of),
            heard,
            NotificationsAvailable: false,
            Sentences(summary, HealthState.Critical, dependency => dependency.Cause),
            Sentences(summary, HealthState.Warning, dependency => dependency.Cause),
            [.. Sentences(summary, HealthState.Critical, dependency => dependency.Remedy), .. Sentences(summary, HealthState.Warning, dependency => dependency.Remedy)],
            now);
    }

    private static string Word(HealthSummary summary, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (summary.Find(name) is { State: HealthState.Critical })
            {
                return Error;
            }
        }

        return Ok;
    }

    private static IReadOnlyList<string> Sentences(HealthSummary summary, HealthState state, Func<DependencyHealth, string?> sentence) =>
        [.. summary.Dependencies.Where(dependency => dependency.State == state).Select(sentence).OfType<string>()];
}
