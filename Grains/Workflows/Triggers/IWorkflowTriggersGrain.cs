namespace Nms.Workflows.Triggers;

/// <summary>Has triggers looked after, in one place of the cluster (key: default).</summary>
[Alias("Nms.Workflows.Triggers.IWorkflowTriggersGrain")]
internal interface IWorkflowTriggersGrain : IGrainWithStringKey
{
    /// <summary>Makes sure of it.</summary>
    [Alias("EnsureRunningAsync")]
    Task EnsureRunningAsync(CancellationToken cancellationToken = default);
}
