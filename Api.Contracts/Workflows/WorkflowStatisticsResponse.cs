namespace Nms.Contracts.Workflows;

/// <summary>How runs of a workflow went.</summary>
/// <param name="Active">Runs that are not over.</param>
/// <param name="Completed">Runs that completed.</param>
/// <param name="Failed">Runs that failed.</param>
/// <param name="Cancelled">Runs that were cancelled.</param>
/// <param name="TypicalSeconds">What a run that completes takes, the latest runs counting most; null before the first.</param>
/// <param name="TypicalStepSeconds">The same of each step.</param>
public sealed record WorkflowStatisticsResponse(
    int Active,
    long Completed,
    long Failed,
    long Cancelled,
    double? TypicalSeconds,
    IReadOnlyDictionary<string, double> TypicalStepSeconds);
