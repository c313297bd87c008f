using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Nms.Workflows.Definitions;

/// <summary>Gives a silo the reading of definitions, which takes an <see cref="Steps.IStepCatalog"/>.</summary>
internal static class WorkflowDefinitionServices
{
    public static IServiceCollection AddWorkflowDefinitions(this IServiceCollection services)
    {
        services.TryAddSingleton<IDefinitionReader, DefinitionReader>();
        services.TryAddSingleton<IInputReader, InputReader>();
        services.TryAddSingleton<IWorkflowDefinitions, WorkflowDefinitions>();
        return services;
    }
}
