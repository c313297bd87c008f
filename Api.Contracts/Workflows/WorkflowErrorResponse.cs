namespace Nms.Contracts.Workflows;

/// <summary>Why a step or a run failed.</summary>
/// <param name="Code">Stable code in snake_case.</param>
/// <param name="Message">A sentence.</param>
public sealed record WorkflowErrorResponse(string Code, string Message);
