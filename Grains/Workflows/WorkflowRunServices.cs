using Microsoft.Extensions.Hosting;
using Nms.Events;
using Nms.Workflows.Definitions;
using Nms.Workflows.Engine;

namespace Nms.Workflows;

/// <summary>What every run needs.</summary>
internal sealed class WorkflowRunServices(
    IWorkflowStore store, DefinitionCache definitions, StepRunner runner, EventPublisher events, WorkflowMeters meters, IHostApplicationLifetime lifetime, TimeProvider time)
{
    public IWorkflowStore Store => store;

    public DefinitionCache Definitions => definitions;

    public StepRunner Runner => runner;

    public EventPublisher Events => events;

    public WorkflowMeters Meters => meters;

    public TimeProvider Time => time;

    /// <summary>Cancelled when the silo begins to stop.</summary>
    public CancellationToken SiloStops => lifetime.ApplicationStopping;
}
