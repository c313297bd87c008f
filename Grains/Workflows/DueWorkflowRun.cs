namespace Nms.Workflows;

/// <summary>A run that must be looked after.</summary>
/// <param name="RunId">The run.</param>
/// <param name="DueAt">Since when.</param>
public readonly record struct DueWorkflowRun(Guid RunId, DateTimeOffset DueAt);
