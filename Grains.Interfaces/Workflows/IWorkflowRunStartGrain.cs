namespace Nms.Workflows;

/// <summary>Begins a workflow run (key: its id). Called by the grain of its workflow only.</summary>
[Alias("Nms.Workflows.IWorkflowRunStartGrain")]
public interface IWorkflowRunStartGrain : IGrainWithGuidKey
{
    /// <summary>Begins it durably. Nothing for a run that was begun.</summary>
    /// <exception cref="ConflictException">run_key_in_use.</exception>
    [Alias("BeginAsync")]
    Task BeginAsync(WorkflowBeginning beginning, CancellationToken cancellationToken = default);
}
