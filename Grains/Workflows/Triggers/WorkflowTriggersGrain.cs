namespace Nms.Workflows.Triggers;

/// <summary>That there is one activation of this in the cluster is the lease of the pump it owns.</summary>
[GrainType("nms.workflow-triggers")]
internal sealed class WorkflowTriggersGrain(TriggerServices services) : Grain, IWorkflowTriggersGrain, IAsyncDisposable
{
    private static readonly TimeSpan s_stay = TimeSpan.FromMinutes(5);

    private TriggerPump? _pump;

    public Task EnsureRunningAsync(CancellationToken cancellationToken)
    {
        DelayDeactivation(s_stay);
        _pump ??= new TriggerPump(services);
        return Task.CompletedTask;
    }

    /// <summary>The activation is put away.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_pump is { } pump)
        {
            _pump = null;
            await pump.DisposeAsync();
        }
    }
}
