namespace Nms.Contracts.Workflows;

/// <summary>The versions of a workflow, the newest first.</summary>
/// <param name="Versions">One page of them.</param>
public sealed record WorkflowVersionListResponse(IReadOnlyList<WorkflowEntryResponse> Versions) : Page;
