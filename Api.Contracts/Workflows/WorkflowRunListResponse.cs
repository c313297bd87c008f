namespace Nms.Contracts.Workflows;

/// <summary>Workflow runs, the newest first.</summary>
/// <param name="Runs">One page of them.</param>
/// <param name="Next">Pass it as cursor to go on; null when there are no more.</param>
public sealed record WorkflowRunListResponse(IReadOnlyList<WorkflowRunEntryResponse> Runs, Guid? Next);
