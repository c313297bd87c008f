namespace Nms.Contracts.Workflows;

/// <summary>Cancels a run.</summary>
/// <param name="Reason">Why.</param>
public sealed record CancelWorkflowRunRequest(string? Reason = null);
