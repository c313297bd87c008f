namespace Nms.Workflows;

/// <summary>How what is typical of a workflow's runs follows from one after the other. Pure.</summary>
internal static class WorkflowStatisticsLogic
{
    /// <summary>What the latest run counts.</summary>
    private const double Weight = 0.2;

    private const int MostSteps = 200;

    public static WorkflowStatistics Add(WorkflowStatistics past, WorkflowRunSnapshot run) => run.Status switch
    {
        WorkflowRunStatus.Completed => past with
        {
            Completed = past.Completed + 1,
            TypicalSeconds = Blend(past.TypicalSeconds, (run.EndedAt!.Value - run.StartedAt).TotalSeconds),
            TypicalStepSeconds = past.TypicalStepSeconds.SetItems(run.Steps
                .Where(step => step is { Status: WorkflowStepStatus.Completed, StartedAt: not null, EndedAt: not null })
                .Take(MostSteps)
                .Select(step => KeyValuePair.Create(
                    step.Name,
                    Blend(past.TypicalStepSeconds.TryGetValue(step.Name, out var known) ? known : null, (step.EndedAt!.Value - step.StartedAt!.Value).TotalSeconds)))),
        },
        WorkflowRunStatus.Failed => past with { Failed = past.Failed + 1 },
        WorkflowRunStatus.Cancelled => past with { Cancelled = past.Cancelled + 1 },
        _ => past,
    };

    private static double Blend(double? past, double latest) => past is { } known ? known + (Weight * (latest - known)) : latest;
}
