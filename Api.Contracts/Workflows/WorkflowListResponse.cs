namespace Nms.Contracts.Workflows;

/// <summary>The newest version of each workflow, by name.</summary>
/// <param name="Workflows">One page of them.</param>
public sealed record WorkflowListResponse(IReadOnlyList<WorkflowEntryResponse> Workflows) : Page;
