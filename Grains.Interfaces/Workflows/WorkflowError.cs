namespace Nms.Workflows;

/// <summary>Why a step or a run failed.</summary>
/// <param name="Code">Stable code in snake_case.</param>
/// <param name="Message">A sentence.</param>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowError")]
public sealed record WorkflowError([property: Id(0)] string Code, [property: Id(1)] string Message);
