namespace Nms.Workflows;

/// <summary>Something wrong with a definition.</summary>
/// <param name="Path">Where, as steps[2].with.node.</param>
/// <param name="Code">Stable code in snake_case.</param>
/// <param name="Message">A sentence.</param>
/// <param name="Line">Line in the source, from 1; 0 when it is about the whole.</param>
/// <param name="Column">Column, from 1.</param>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowFault")]
public sealed record WorkflowFault(
    [property: Id(0)] string Path,
    [property: Id(1)] string Code,
    [property: Id(2)] string Message,
    [property: Id(3)] int Line,
    [property: Id(4)] int Column);
