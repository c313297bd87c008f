using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nms.Workflows.Definitions;
using Nms.Workflows.Engine;
using Nms.Workflows.Triggers;

namespace Nms.Workflows;

/// <summary>Gives a silo its workflows.</summary>
internal static class WorkflowSetup
{
    public static void AddWorkflows(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WorkflowOptions>().Bind(configuration.GetSection(WorkflowOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkflowOptions>, WorkflowOptionsValidator>());
        services.TryAddSingleton<WorkflowSecrets>();
        services.TryAddSingleton<WorkflowMeters>();
        services.TryAddSingleton<WorkflowCensus>();
        services.AddWorkflowDefinitions();
        services.TryAddSingleton<DefinitionCache>();
        services.TryAddSingleton<IWorkflowRuns, WorkflowRuns>();
        services.TryAddSingleton<StepRunner>();
        services.TryAddSingleton<WorkflowRunServices>();
        services.AddHostedService<WorkflowRetentionService>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, WorkflowWaker>();
        services.TryAddSingleton<TriggerServices>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, TriggerStarter>();
    }
}
