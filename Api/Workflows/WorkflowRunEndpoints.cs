using System.Collections.Immutable;
using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Contracts.Workflows;
using Nms.Workflows;
using WireRunStatus = Nms.Contracts.Workflows.WorkflowRunStatus;

namespace Nms.Api.Workflows;

/// <summary>Runs of workflows: what they are, did and made.</summary>
internal static class WorkflowRunEndpoints
{
    private const int Usual = 100;

    private static readonly int[] s_failures =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound,
        StatusCodes.Status503ServiceUnavailable,
    ];

    public static void MapWorkflowRuns(this IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/workflow-runs").WithTags(ApiTags.Orchestration);
        runs.MapGet("/", ListAsync).Require(Permissions.WorkflowRead).Describe(
            "list_workflow_runs", "Lists runs, the newest first.", "Go on with cursor=<next>.", s_failures);

        var run = runs.MapGroup("/{runId}");
        run.MapGet("/", GetAsync).Require(Permissions.WorkflowRead).Describe(
            "get_workflow_run", "Shows a run, also while it goes on.", "With wait it waits for its end that long.", s_failures);
        run.MapDelete("/", DeleteAsync).Require(Permissions.WorkflowWrite).Describe(
            "delete_workflow_run", "Deletes a run that is over, with its history and files.", null, [.. s_failures, StatusCodes.Status409Conflict]);
        run.MapGet("/history", GetHistoryAsync).Require(Permissions.WorkflowRead).Describe(
            "get_workflow_run_history", "Reads what happened to a run and what it decided, the oldest first.", "Go on with after=<next>.", s_failures);
        run.MapGet("/history/export", ExportAsync).Produces<JsonElement>(StatusCodes.Status200OK, RunExport.ContentType).Require(Permissions.WorkflowRead).Describe(
            "export_workflow_run", "Writes out a run with its definition and its whole history, as one JSON object.", null, s_failures);
        run.MapGet("/artifacts", ListArtifactsAsync).Require(Permissions.WorkflowRead).Describe("list_workflow_artifacts", "Lists the files that a run made, by name.", null, s_failures);
        run.MapGet("/artifacts/{*name}", GetArtifactAsync).Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream").Require(Permissions.WorkflowRead).Describe(
            "get_workflow_artifact", "Reads a file that a run made.", null, s_failures);
    }

    private static async Task<Ok<WorkflowRunListResponse>> ListAsync(
        [FromQuery(Name = "workflow")] string? workflow,
        [FromQuery(Name = "status")] Word<WireRunStatus>? status,
        [FromQuery(Name = "project_id")] Guid? projectId,
        [FromQuery(Name = "parent_run_id")] Guid? parentRunId,
        [FromQuery(Name = "key")] string? key,
        [FromQuery(Name = "cursor")] Guid? cursor,
        [FromQuery(Name = "limit"), Within(1, PageQuery.Most)] int? limit,
        HttpContext context,
        IWorkflowRuns runs,
        CancellationToken cancellationToken)
    {
        var query = new WorkflowRunQuery
        {
            Workflows = workflow is null ? [] : [workflow],
            Statuses = status is { } word ? [(Nms.Workflows.WorkflowRunStatus)word.Value] : [],
            ProjectId = projectId,
            ParentRunId = parentRunId,
            Key = key,
            Before = cursor,
            VisibleProjects = VisibleRuns.To(context.Caller()).Projects?.ToImmutableArray(),
        };
        var most = limit ?? Usual;
        var found = await runs.QueryAsync(query, most, cancellationToken);
        return TypedResults.Ok(new WorkflowRunListResponse([.. found.Select(WorkflowMapping.ToResponse)], found.Length == most ? found[^1].RunId : null));
    }

    private static async Task<Ok<WorkflowRunResponse>> GetAsync(
        Guid runId, [FromQuery(Name = "wait"), Within(0, WorkflowEndpoints.LongestWait)] int? wait, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var run = await VisibleRuns.FindAsync(runId, context, grains, cancellationToken);
        return TypedResults.Ok((wait is > 0 && !run.IsFinished ? await grains.WorkflowRun(runId).WaitAsync(TimeSpan.FromSeconds(wait.Value), cancellationToken) : run).ToResponse());
    }

    private static async Task<NoContent> DeleteAsync(Guid runId, HttpContext context, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var run = await VisibleRuns.FindAsync(runId, context, grains, cancellationToken);
        await grains.WorkflowRun(runId).ForgetAsync(cancellationToken);
        audit.On("workflow_run", runId.ToString("D"), run.ProjectId).Changed(new { Name = run.WorkflowName, run.Version, run.Status, run.RequestedBy, run.StartedAt }, null);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<WorkflowHistoryResponse>> GetHistoryAsync(
        Guid runId,
        [FromQuery(Name = "after"), Within(0)] long? after,
        [FromQuery(Name = "limit"), Within(1, PageQuery.Most)] int? limit,
        HttpContext context,
        IGrainFactory grains,
        IWorkflowRuns runs,
        CancellationToken cancellationToken)
    {
        await VisibleRuns.FindAsync(runId, context, grains, cancellationToken);
        var most = limit ?? Usual;
        var entries = await runs.ReadHistoryAsync(runId, after ?? 0, most, cancellationToken);
        return TypedResults.Ok(new WorkflowHistoryResponse([.. entries.Select(WorkflowMapping.ToResponse)], entries.Length == most ? entries[^1].Sequence : null));
    }

    private static async Task ExportAsync(Guid runId, HttpContext context, IGrainFactory grains, IWorkflowRuns runs, CancellationToken cancellationToken)
    {
        var run = await VisibleRuns.FindAsync(runId, context, grains, cancellationToken);
        var definition = await grains.Workflow(run.WorkflowName).FindAsync(run.Version, deleted: true, cancellationToken);
        await RunExport.WriteAsync(context.Response, run, definition, runs, cancellationToken);
    }

    private static async Task<Ok<WorkflowArtifactListResponse>> ListArtifactsAsync(
        Guid runId, [AsParameters] PageQuery page, HttpContext context, IGrainFactory grains, IWorkflowRuns runs, CancellationToken cancellationToken)
    {
        await VisibleRuns.FindAsync(runId, context, grains, cancellationToken);
        var artifacts = await runs.ListArtifactsAsync(runId, cancellationToken);
        return TypedResults.Ok(page.Fill(context, artifacts, WorkflowMapping.ToResponse, entries => new WorkflowArtifactListResponse(entries)));
    }

    // As a download of bytes, whatever the step calls it: nothing of it is shown as a page of this site.
    private static async Task<FileContentHttpResult> GetArtifactAsync(
        Guid runId, string name, HttpContext context, IGrainFactory grains, IWorkflowRuns runs, CancellationToken cancellationToken)
    {
        await VisibleRuns.FindAsync(runId, context, grains, cancellationToken);
        var content = await runs.ReadArtifactAsync(runId, name, cancellationToken)
            ?? throw new NotFoundException("workflow_artifact_not_found", $"Workflow run {runId} has no file {name}.");
        return TypedResults.File(content, MediaTypeNames.Application.Octet, fileDownloadName: name.Split('/')[^1]);
    }
}
