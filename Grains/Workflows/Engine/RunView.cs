using Nms.Workflows.Definitions;

namespace Nms.Workflows.Engine;

/// <summary>A run as it is shown. Pure.</summary>
internal static class RunView
{
    public static WorkflowRunStatus StatusOf(RunState run) => run switch
    {
        { IsOver: true, Ending: RunEnding.Failed } => WorkflowRunStatus.Failed,
        { IsOver: true, Ending: RunEnding.Cancelled } => WorkflowRunStatus.Cancelled,
        { IsOver: true } => WorkflowRunStatus.Completed,
        { Ending: not RunEnding.None } => WorkflowRunStatus.Compensating,
        { Paused: true } => WorkflowRunStatus.Paused,
        _ when run.Steps.Any(step => step.Items.Any(item => item.InFlight)) => WorkflowRunStatus.Running,
        _ => WorkflowRunStatus.Waiting,
    };

    public static double ProgressOf(RunState run) => run.Steps.Length == 0 || run.IsOver
        ? 1
        : run.Steps.Average(step => step.IsSettled ? 1 : step.Items.Length == 0 ? 0 : step.Items.Average(item => item.IsSettled ? 1 : item.Progress ?? 0));

    public static WorkflowRunRow Row(WorkflowDefinition definition, RunState run, DateTimeOffset now) => new()
    {
        RunId = run.RunId,
        WorkflowName = run.Workflow,
        Version = run.Version,
        Status = StatusOf(run),
        Key = run.Key,
        ProjectId = run.ProjectId,
        ParentRunId = run.ParentRunId,
        RequestedBy = run.RequestedBy,
        Trigger = run.Trigger,
        StartedAt = run.StartedAt,
        EndedAt = run.EndedAt,
        DueAt = WorkflowLogic.DueAt(definition, run, now),
        Progress = ProgressOf(run),
        Error = Masked(run.Error),
    };

    public static WorkflowRunSnapshot Snapshot(WorkflowDefinition definition, RunState run, WorkflowStatistics? past, DateTimeOffset now) => new()
    {
        RunId = run.RunId,
        WorkflowName = run.Workflow,
        Version = run.Version,
        Status = StatusOf(run),
        InputsJson = WorkflowMask.Text(run.Inputs.GetRawText()),
        OutputsJson = WorkflowMask.TextOrNull(run.Outputs?.GetRawText()),
        Error = Masked(run.Error),
        RequestedBy = run.RequestedBy,
        Trigger = run.Trigger,
        Key = WorkflowMask.TextOrNull(run.Key),
        ProjectId = run.ProjectId,
        ParentRunId = run.ParentRunId,
        StartedAt = run.StartedAt,
        EndedAt = run.EndedAt,
        Deadline = run.Deadline,
        Progress = ProgressOf(run),
        EstimatedEnd = run.IsOver ? null : RunEstimate.EndOf(definition, run, past, now),
        Steps = [.. definition.Steps.Zip(run.Steps, Step)],
        Compensations = [.. run.Compensations.Select(one => Compensation(definition, one))],
    };

    private static WorkflowStepSnapshot Step(StepDefinition definition, StepState step)
    {
        var only = step is { Many: false, Items: [var item] } ? item : null;
        return new WorkflowStepSnapshot
        {
            Name = definition.Name,
            Uses = definition.Uses,
            Status = step.Status,
            Attempts = step.Items.Sum(one => one.Attempt),
            OutputJson = WorkflowMask.TextOrNull(step.Output?.GetRawText()),
            Error = Masked(step.Error ?? only?.Error),
            StartedAt = step.StartedAt,
            EndedAt = step.EndedAt,
            Items = step.Many ? [.. step.Items.Select(Item)] : [],
            InputJson = WorkflowMask.TextOrNull(only?.Inputs?.GetRawText()),
            WaitsUntil = only?.DueAt,
            Progress = only?.Progress,
            Note = step.Status != WorkflowStepStatus.Skipped ? null : step.Unreached ? "What it needs did not come about." : "Its condition did not hold.",
        };
    }

    private static WorkflowItemSnapshot Item(ItemState item) =>
        new(item.Index, item.Status, item.Attempt, WorkflowMask.TextOrNull(item.Output?.GetRawText()), Masked(item.Error));

    private static WorkflowStepSnapshot Compensation(WorkflowDefinition definition, CompensationState compensation) => new()
    {
        Name = compensation.Step,
        Uses = definition.Steps[StepGraph.PlaceOf(definition, compensation.Step)].Compensation!.Uses,
        Status = compensation.Work.Status,
        Attempts = compensation.Work.Attempt,
        OutputJson = WorkflowMask.TextOrNull(compensation.Work.Output?.GetRawText()),
        Error = Masked(compensation.Work.Error),
        StartedAt = compensation.Work.FirstAt,
        WaitsUntil = compensation.Work.DueAt,
    };

    private static WorkflowError? Masked(WorkflowError? error) => error is null ? null : error with { Message = WorkflowMask.Text(error.Message) };
}
