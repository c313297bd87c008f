namespace Nms.Workflows.Engine;

/// <summary>One thing to undo.</summary>
/// <param name="Step">The step.</param>
/// <param name="Item">The item of the step.</param>
/// <param name="Work">How far it is undone.</param>
internal sealed record CompensationState(string Step, int Item, ItemState Work);
