namespace Nms.Workflows;

/// <summary>One item of a step that is done for each of several.</summary>
/// <param name="Index">Its place among them, from 0.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Attempts">Attempts begun.</param>
/// <param name="OutputJson">What it gave.</param>
/// <param name="Error">Why it failed, or the latest attempt did.</param>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowItemSnapshot")]
public sealed record WorkflowItemSnapshot(
    [property: Id(0)] int Index,
    [property: Id(1)] WorkflowStepStatus Status,
    [property: Id(2)] int Attempts,
    [property: Id(3)] string? OutputJson,
    [property: Id(4)] WorkflowError? Error);
