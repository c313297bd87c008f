namespace Nms.Contracts.Workflows;

/// <summary>A page of the history of a run, the oldest first.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Next">Pass it as after to go on; null when there are no more yet.</param>
public sealed record WorkflowHistoryResponse(IReadOnlyList<WorkflowHistoryEntryResponse> Entries, long? Next);
