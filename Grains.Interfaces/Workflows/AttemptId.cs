namespace Nms.Workflows;

/// <summary>Names one attempt of a run.</summary>
/// <param name="Round">How often the run was taken up again after it was over.</param>
/// <param name="Step">The step.</param>
/// <param name="Item">The item, from 0.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="IsCompensation">Whether it undoes the step.</param>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.AttemptId")]
public sealed record AttemptId(
    [property: Id(0)] int Round, [property: Id(1)] string Step, [property: Id(2)] int Item, [property: Id(3)] int Attempt, [property: Id(4)] bool IsCompensation);
