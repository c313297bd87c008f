namespace Nms.Workflows;

/// <summary>Has triggers looked after, in one place of the cluster (key: default).</summary>
[Alias("Nms.Workflows.IWorkflowTriggersGrain")]
public interface IWorkflowTriggersGrain : IGrainWithStringKey
{
    /// <summary>Makes sure of it.</summary>
    [Alias("EnsureRunningAsync")]
    Task EnsureRunningAsync(CancellationToken cancellationToken = default);
}
