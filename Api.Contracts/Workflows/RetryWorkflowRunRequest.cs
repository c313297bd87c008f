namespace Nms.Contracts.Workflows;

/// <summary>Takes a run up again.</summary>
/// <param name="Step">The step to begin at; all that failed when left out.</param>
public sealed record RetryWorkflowRunRequest(string? Step = null);
