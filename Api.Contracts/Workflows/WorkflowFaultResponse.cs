namespace Nms.Contracts.Workflows;

/// <summary>Something wrong with a definition.</summary>
/// <param name="Path">Where, as steps[2].with.node.</param>
/// <param name="Code">Stable code in snake_case.</param>
/// <param name="Message">A sentence.</param>
/// <param name="Line">Line in the source, from 1; 0 when it is about the whole.</param>
/// <param name="Column">Column, from 1.</param>
public sealed record WorkflowFaultResponse(string Path, string Code, string Message, int Line, int Column);
