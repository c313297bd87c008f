using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Nms.Workflows.Steps;

/// <summary>Gives a silo the kinds of steps.</summary>
internal static class StepServices
{
    public static IServiceCollection AddWorkflowSteps(this IServiceCollection services)
    {
        services.TryAddSingleton<StepAuthority>();
        services.TryAddSingleton<StepPatience>();
        services.TryAddSingleton<NodeReadiness>();
        services.TryAddSingleton<NodesStarter>();
        services.TryAddSingleton<ReachabilityProbe>();
        services.TryAddSingleton<IStepCatalog, StepKinds>();
        services.AddSingleton<IStepKind>(NodeCommandStep.Start);
        services.AddSingleton<IStepKind>(NodeCommandStep.Stop);
        services.AddSingleton<IStepKind>(NodeCommandStep.Suspend);
        services.AddSingleton<IStepKind>(NodeCommandStep.Restart);
        services.AddSingleton<IStepKind, WaitReadyStep>();
        services.AddSingleton<IStepKind, NodesStartStep>();
        services.AddSingleton<IStepKind, ProjectStartStep>();
        services.AddSingleton<IStepKind, ProjectStopStep>();
        services.AddSingleton<IStepKind>(ProjectCommandStep.Open);
        services.AddSingleton<IStepKind>(ProjectCommandStep.Close);
        services.AddSingleton<IStepKind>(LinkSuspendStep.Suspend);
        services.AddSingleton<IStepKind>(LinkSuspendStep.Resume);
        services.AddSingleton<IStepKind>(LinkFilterStep.Set);
        services.AddSingleton<IStepKind>(LinkFilterStep.Clear);
        services.AddSingleton<IStepKind, SnapshotCreateStep>();
        services.AddSingleton<IStepKind, SnapshotRestoreStep>();
        services.AddSingleton<IStepKind, SnapshotDeleteStep>();
        services.AddSingleton<IStepKind, TopologyReadStep>();
        services.AddSingleton<IStepKind, TopologyImpactStep>();
        services.AddSingleton<IStepKind, DiscoveryRunStep>();
        services.AddSingleton<IStepKind, ReachabilityMatrixStep>();
        services.AddSingleton<IStepKind, ConsoleRunStep>();
        services.AddSingleton<IStepKind, EquipmentSecurityStep>();
        services.AddSingleton<IStepKind, EquipmentPerformanceStep>();
        services.AddSingleton<IStepKind, EventsReadStep>();
        services.AddSingleton<IStepKind, ModulesReadStep>();
        services.AddSingleton<IStepKind, ProjectsReadStep>();
        services.AddSingleton<IStepKind, NotifyStep>();
        services.AddSingleton<IStepKind, WorkflowRunStep>();
        return services;
    }

    /// <summary>What nearly every kind needs.</summary>
    public static (IGrainFactory Grains, StepAuthority Authority, StepPatience Patience) ForSteps(this IServiceProvider services) =>
        (services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<StepAuthority>(), services.GetRequiredService<StepPatience>());
}
