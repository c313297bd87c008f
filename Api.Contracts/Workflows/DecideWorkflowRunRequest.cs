namespace Nms.Contracts.Workflows;

/// <summary>Approves or rejects what a step asks for.</summary>
/// <param name="Step">The step; required, unless only one step waits for an approval.</param>
/// <param name="Comment">Why.</param>
public sealed record DecideWorkflowRunRequest(string? Step = null, string? Comment = null);
