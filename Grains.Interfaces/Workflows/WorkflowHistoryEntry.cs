namespace Nms.Workflows;

/// <summary>One thing that happened to a run, or that it decided. Told once, never changed.</summary>
/// <param name="Sequence">Place in the run's history: 1, 2, 3, … without gaps.</param>
/// <param name="At">When.</param>
/// <param name="Type">What, in snake_case; docs/reference/workflows.md lists them.</param>
/// <param name="Step">The step it is about.</param>
/// <param name="Item">The item of the step, from 0.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="DataJson">The rest, a JSON object.</param>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowHistoryEntry")]
public sealed record WorkflowHistoryEntry(
    [property: Id(0)] long Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Type,
    [property: Id(3)] string? Step = null,
    [property: Id(4)] int? Item = null,
    [property: Id(5)] int? Attempt = null,
    [property: Id(6)] string DataJson = "{}");
