using Nms.Access;

namespace Nms.Workflows.Steps;

/// <summary>Runs another workflow and waits for its end.</summary>
internal sealed class WorkflowRunStep(IGrainFactory grains, StepAuthority authority, IWorkflowStore store) : StepKind(
    "workflow.run",
    "Runs another workflow and waits for its end; the step fails when that run does. A run that ends cancels those that are steps of it.",
    StepSchema.Takes(StepSchema.Text("workflow", "The workflow.", 63), StepSchema.Map("inputs", "Its inputs.").Optional()),
    StepSchema.Gives(
        StepSchema.Id("run_id", "The run."), StepSchema.Count("version", "The version of the workflow."), StepSchema.Any("outputs", "What it gave.")))
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(10);

    public override bool Waits => true;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        await authority.DemandSomewhereAsync(attempt, Permissions.WorkflowRun, cancellationToken);
        await CheckDepthAsync(attempt.RunId, cancellationToken);
        var workflow = inputs.Text("workflow", 63);
        var start = await grains.Workflow(workflow).StartAsync(
            new WorkflowStartRequest
            {
                WorkflowName = workflow,
                InputsJson = inputs.Map("inputs")?.GetRawText() ?? "{}",
                IdempotencyKey = attempt.Key.ToString(),
                RequestedBy = attempt.RequestedBy,
                Trigger = $"workflow:{attempt.Workflow}",
                ParentRunId = attempt.RunId,
            },
            cancellationToken);
        var run = await grains.WorkflowRun(start.RunId).WaitAsync(s_look, cancellationToken);
        while (!run.IsFinished)
        {
            await attempt.BeatAsync(run.Progress, null);
            run = await grains.WorkflowRun(start.RunId).WaitAsync(s_look, cancellationToken);
        }

        return run.Status == WorkflowRunStatus.Completed
            ? new { run.RunId, run.Version, Outputs = System.Text.Json.JsonElement.Parse(run.OutputsJson ?? "null") }
            : throw new ConflictException("workflow_child_failed", $"Run {run.RunId} of {workflow} {(run.Status == WorkflowRunStatus.Cancelled ? "was cancelled" : "failed")}: {run.Error?.Message}");
    }

    private async Task CheckDepthAsync(Guid run, CancellationToken cancellationToken)
    {
        Guid? at = run;
        for (var depth = 1; at is { } id; depth++)
        {
            if (depth >= WorkflowLimits.Depth)
            {
                throw new ConflictException("workflow_too_deep", $"Runs are steps of each other {WorkflowLimits.Depth} deep, and no deeper.");
            }

            at = (await store.FindAsync(id, cancellationToken))?.Row.ParentRunId;
        }
    }
}
