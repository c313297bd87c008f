namespace Nms.Workflows.Definitions;

/// <summary>A step that an expression names.</summary>
/// <param name="Place">Where the expression stands.</param>
/// <param name="Step">The step it names.</param>
/// <param name="Path">The path of the text.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
internal sealed record StepReference(TemplatePlace Place, string Step, string Path, int Line, int Column);
