using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Contracts.Workflows;
using Nms.Workflows;

namespace Nms.Api.Workflows;

/// <summary>What can be done to a run. What is answered is on disk; the run is shown as it is then.</summary>
internal static class WorkflowRunCommandEndpoints
{
    private static readonly int[] s_failures =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound,
        StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable,
    ];

    public static void MapWorkflowRunCommands(this IEndpointRouteBuilder api)
    {
        var run = api.MapGroup("/workflow-runs/{runId}").WithTags(ApiTags.Orchestration);
        run.MapPost("/signals", SignalAsync).Checks<SignalWorkflowRunRequest>(WorkflowRules.Check).Require(Permissions.WorkflowRun).Describe(
            "signal_workflow_run", "Gives a run a signal, which the step that waits for it takes, now or later.", "The same signal_id again counts once.", s_failures);
        run.MapPost("/approve", ApproveAsync).Checks<DecideWorkflowRunRequest>(WorkflowRules.Check).Require(Permissions.WorkflowApprove).Describe(
            "approve_workflow_run", "Approves what a step asks for.", "A step that names its approvers takes the word of these only.", s_failures);
        run.MapPost("/reject", RejectAsync).Checks<DecideWorkflowRunRequest>(WorkflowRules.Check).Require(Permissions.WorkflowApprove).Describe(
            "reject_workflow_run", "Rejects what a step asks for, so that the step fails.", null, s_failures);
        run.MapPost("/cancel", CancelAsync).Checks<CancelWorkflowRunRequest>(WorkflowRules.Check).Require(Permissions.WorkflowRun).Describe(
            "cancel_workflow_run", "Cancels a run.", "What is under way is called off; what was done is undone where the definition says how.", s_failures);
        run.MapPost("/pause", PauseAsync).Require(Permissions.WorkflowRun).Describe("pause_workflow_run", "Lets nothing new begin in a run; what is under way ends.", null, s_failures);
        run.MapPost("/resume", ResumeAsync).Require(Permissions.WorkflowRun).Describe("resume_workflow_run", "Lets a run go on after a pause.", null, s_failures);
        run.MapPost("/retry", RetryAsync).Checks<RetryWorkflowRunRequest>(WorkflowRules.Check).Require(Permissions.WorkflowRun).Describe(
            "retry_workflow_run", "Takes a failed or cancelled run up again.", "From step on, or from all that failed; what was undone is done again.", s_failures);
    }

    private static async Task<Ok<WorkflowRunResponse>> SignalAsync(
        Guid runId, SignalWorkflowRunRequest request, HttpContext context, IGrainFactory grains, TimeProvider time, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await VisibleRuns.DemandAsync(runId, Permissions.WorkflowRun, context, grains, cancellationToken);
        var after = await grains.WorkflowRun(runId).SignalAsync(
            request.Name!, WorkflowStarter.Text(request.Data), context.Caller().Id, request.SignalId ?? Guid.CreateVersion7(time.GetUtcNow()), cancellationToken);
        audit.On("workflow_run", runId.ToString("D"), before.ProjectId).Changed(null, new { Signal = request.Name });
        return TypedResults.Ok(after.ToResponse());
    }

    private static Task<Ok<WorkflowRunResponse>> ApproveAsync(
        Guid runId, DecideWorkflowRunRequest? request, HttpContext context, IGrainFactory grains, RunApprovers approvers, AuditNote audit, CancellationToken cancellationToken) =>
        DecideAsync(runId, approve: true, request, context, grains, approvers, audit, cancellationToken);

    private static Task<Ok<WorkflowRunResponse>> RejectAsync(
        Guid runId, DecideWorkflowRunRequest? request, HttpContext context, IGrainFactory grains, RunApprovers approvers, AuditNote audit, CancellationToken cancellationToken) =>
        DecideAsync(runId, approve: false, request, context, grains, approvers, audit, cancellationToken);

    private static async Task<Ok<WorkflowRunResponse>> DecideAsync(
        Guid runId, bool approve, DecideWorkflowRunRequest? request, HttpContext context, IGrainFactory grains, RunApprovers approvers, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await VisibleRuns.DemandAsync(runId, Permissions.WorkflowApprove, context, grains, cancellationToken);
        var step = RunApprovers.Find(before, request?.Step);
        await approvers.DemandAsync(before, step, context, cancellationToken);
        var after = await grains.WorkflowRun(runId).DecideAsync(step.Name, approve, request?.Comment, context.Caller().Id, cancellationToken);
        audit.On("workflow_run", runId.ToString("D"), before.ProjectId).Changed(null, new { Step = step.Name, Approved = approve, request?.Comment });
        return TypedResults.Ok(after.ToResponse());
    }

    private static async Task<Ok<WorkflowRunResponse>> CancelAsync(
        Guid runId, CancelWorkflowRunRequest? request, HttpContext context, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await VisibleRuns.DemandAsync(runId, Permissions.WorkflowRun, context, grains, cancellationToken);
        var after = await grains.WorkflowRun(runId).CancelAsync(context.Caller().Id, request?.Reason, cancellationToken);
        return Changed(before, after, audit);
    }

    private static async Task<Ok<WorkflowRunResponse>> PauseAsync(Guid runId, HttpContext context, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await VisibleRuns.DemandAsync(runId, Permissions.WorkflowRun, context, grains, cancellationToken);
        return Changed(before, await grains.WorkflowRun(runId).PauseAsync(context.Caller().Id, cancellationToken), audit);
    }

    private static async Task<Ok<WorkflowRunResponse>> ResumeAsync(Guid runId, HttpContext context, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await VisibleRuns.DemandAsync(runId, Permissions.WorkflowRun, context, grains, cancellationToken);
        return Changed(before, await grains.WorkflowRun(runId).ResumeAsync(context.Caller().Id, cancellationToken), audit);
    }

    private static async Task<Ok<WorkflowRunResponse>> RetryAsync(
        Guid runId, RetryWorkflowRunRequest? request, HttpContext context, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await VisibleRuns.DemandAsync(runId, Permissions.WorkflowRun, context, grains, cancellationToken);
        return Changed(before, await grains.WorkflowRun(runId).RetryAsync(request?.Step, context.Caller().Id, cancellationToken), audit);
    }

    private static Ok<WorkflowRunResponse> Changed(WorkflowRunSnapshot before, WorkflowRunSnapshot after, AuditNote audit)
    {
        audit.On("workflow_run", before.RunId.ToString("D"), before.ProjectId).Changed(new { before.Status }, new { after.Status });
        return TypedResults.Ok(after.ToResponse());
    }
}
