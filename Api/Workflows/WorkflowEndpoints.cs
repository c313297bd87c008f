using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Contracts.Workflows;
using Nms.Workflows;

namespace Nms.Api.Workflows;

/// <summary>Workflows: their definitions, and starting runs.</summary>
internal static class WorkflowEndpoints
{
    /// <summary>A run is waited for so long at most, in seconds.</summary>
    public const int LongestWait = 60;

    private const string Json = "application/json";

    private static readonly int[] s_failures =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound,
        StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable,
    ];

    /// <summary>Whether this host reads and runs workflows; one that does not has no routes for them.</summary>
    public static bool HasWorkflows(this IEndpointRouteBuilder app) =>
        app.ServiceProvider.GetRequiredService<IServiceProviderIsService>() is var known && known.IsService(typeof(IWorkflowDefinitions)) && known.IsService(typeof(IWorkflowRuns));

    public static void MapWorkflows(this IEndpointRouteBuilder api)
    {
        var workflows = api.MapGroup("/workflows").WithTags(ApiTags.Orchestration);
        workflows.MapGet("/", ListAsync).Require(Permissions.WorkflowRead).Describe("list_workflows", "Lists the newest version of each workflow, by name.", null, s_failures);
        workflows.MapPost("/", CreateAsync).TakesDefinition().Require(Permissions.WorkflowWrite).Describe(
            "create_workflow", "Saves a new workflow.", "The body is the definition, YAML or JSON. Faults are told all at once, each with line and column.", s_failures);
        workflows.MapPost("/validate", ValidateAsync).TakesDefinition(mayBeWrong: true).Require(Permissions.WorkflowRead).Describe(
            "validate_workflow", "Tells every fault of a definition with its place.", "The body is the definition, YAML or JSON. Nothing is saved; answers 200 also when there are faults.", s_failures);
        workflows.MapGet("/schema", GetSchema).Produces<JsonElement>(StatusCodes.Status200OK, Json).Require(Permissions.WorkflowRead).Describe(
            "get_workflow_schema", "Shows the JSON Schema of definitions.", null, s_failures);
        workflows.MapGet("/catalog", GetCatalog).Produces<JsonElement>(StatusCodes.Status200OK, Json).Require(Permissions.WorkflowRead).Describe(
            "get_workflow_catalog", "Lists what steps can do, with the schemas of inputs and outputs.", null, s_failures);

        var workflow = workflows.MapGroup("/{name}");
        workflow.MapGet("/", GetAsync).Require(Permissions.WorkflowRead).Describe("get_workflow", "Shows the newest version of a workflow.", null, s_failures);
        workflow.MapPut("/", SaveAsync).TakesDefinition().Require(Permissions.WorkflowWrite).Describe(
            "save_workflow",
            "Saves the next version of a workflow, or its first.",
            "Runs that are under way stay on theirs. What says the same as the newest version is that version.",
            s_failures);
        workflow.MapDelete("/", DeleteAsync).Require(Permissions.WorkflowWrite).Describe(
            "delete_workflow", "Deletes a workflow.", "No run of it begins any more; those that are not over go on.", s_failures);
        workflow.MapGet("/versions", ListVersionsAsync).Require(Permissions.WorkflowRead).Describe("list_workflow_versions", "Lists the versions that are kept, the newest first.", null, s_failures);
        workflow.MapGet("/versions/{version}", GetVersionAsync).Require(Permissions.WorkflowRead).Describe("get_workflow_version", "Shows a version of a workflow.", null, s_failures);
        workflow.MapPost("/plan", PlanAsync).Checks<PlanWorkflowRequest>(WorkflowRules.Check).Produces<JsonElement>(StatusCodes.Status200OK, Json).Require(Permissions.WorkflowRead).Describe(
            "plan_workflow", "Tells what a run with these inputs would do, step by step.", "As far as that can be told beforehand; nothing is done.", s_failures);
        workflow.MapGet("/statistics", GetStatisticsAsync).Require(Permissions.WorkflowRead, everywhere: true).Describe(
            "get_workflow_statistics", "Tells how runs of a workflow went, in all projects.", null, s_failures);
        workflow.MapPost("/runs", StartAsync).Checks<StartWorkflowRunRequest>(WorkflowRules.Check).Require(Permissions.WorkflowRun).Describe(
            "start_workflow_run",
            "Starts a run.",
            "It is on disk when this answers 202; with wait this waits for its end that long, and shows it as it is then. A caller limited to projects starts runs about these.",
            [.. s_failures, StatusCodes.Status429TooManyRequests]);
    }

    private static async Task<Ok<WorkflowListResponse>> ListAsync(
        [AsParameters] PageQuery page, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(page.Fill(context, await grains.Workflows().ListAsync(cancellationToken), WorkflowMapping.ToEntry, entries => new WorkflowListResponse(entries)));

    private static async Task<Created<WorkflowResponse>> CreateAsync(
        HttpContext context, IGrainFactory grains, IWorkflowDefinitions definitions, AuditNote audit, CancellationToken cancellationToken)
    {
        var (source, definition) = await WorkflowSource.ReadValidAsync(context, definitions);
        var name = definition.GetProperty("name").GetString()!;
        if (await grains.Workflow(name).FindAsync(null, cancellationToken: cancellationToken) is not null)
        {
            throw new ConflictException("workflow_exists", $"There is a workflow {name} already; PUT /api/v1/workflows/{name} saves its next version.");
        }

        var saved = await grains.Workflow(name).SaveAsync(source, context.Caller().Id, builtIn: false, cancellationToken);
        audit.On("workflow", name).Changed(null, Kept(saved));
        return TypedResults.Created($"/api/v1/workflows/{name}", saved.ToResponse(definitions));
    }

    private static async Task<Ok<WorkflowValidationResponse>> ValidateAsync(HttpContext context, IWorkflowDefinitions definitions)
    {
        var source = await WorkflowSource.ReadAsync(context);
        var faults = definitions.Validate(source);
        return TypedResults.Ok(new WorkflowValidationResponse(
            faults.IsEmpty, [.. faults.Select(WorkflowMapping.ToResponse)], faults.IsEmpty ? ApiJson.Element(definitions.Describe(source)) : null));
    }

    private static ContentHttpResult GetSchema(IWorkflowDefinitions definitions) => TypedResults.Content(definitions.Schema, Json);

    private static ContentHttpResult GetCatalog(IWorkflowDefinitions definitions) => TypedResults.Content(definitions.Catalog, Json);

    private static async Task<Ok<WorkflowResponse>> GetAsync(
        string name, WorkflowStarter starter, IWorkflowDefinitions definitions, CancellationToken cancellationToken) =>
        TypedResults.Ok((await starter.FindAsync(name, null, cancellationToken)).ToResponse(definitions));

    private static async Task<Ok<WorkflowResponse>> SaveAsync(
        string name, HttpContext context, IGrainFactory grains, IWorkflowDefinitions definitions, AuditNote audit, CancellationToken cancellationToken)
    {
        var (source, definition) = await WorkflowSource.ReadValidAsync(context, definitions);
        new FieldErrors().When(definition.GetProperty("name").GetString() != name, "name", $"must be {name}, as the address says").ThrowIfAny();
        var before = await grains.Workflow(name).FindAsync(null, cancellationToken: cancellationToken);
        var saved = await grains.Workflow(name).SaveAsync(source, context.Caller().Id, builtIn: false, cancellationToken);
        audit.On("workflow", name).Changed(before is null ? null : Kept(before), Kept(saved));
        return TypedResults.Ok(saved.ToResponse(definitions));
    }

    private static async Task<NoContent> DeleteAsync(
        string name, HttpContext context, IGrainFactory grains, WorkflowStarter starter, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await starter.FindAsync(name, null, cancellationToken);
        await grains.Workflow(name).DeleteAsync(context.Caller().Id, cancellationToken);
        audit.On("workflow", name).Changed(Kept(before), null);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<WorkflowVersionListResponse>> ListVersionsAsync(
        string name, [AsParameters] PageQuery page, HttpContext context, IGrainFactory grains, WorkflowStarter starter, CancellationToken cancellationToken)
    {
        await starter.FindAsync(name, null, cancellationToken);
        var versions = await grains.Workflow(name).ListVersionsAsync(cancellationToken);
        return TypedResults.Ok(page.Fill(context, versions, WorkflowMapping.ToEntry, entries => new WorkflowVersionListResponse(entries)));
    }

    private static async Task<Ok<WorkflowResponse>> GetVersionAsync(
        string name, int version, WorkflowStarter starter, IWorkflowDefinitions definitions, CancellationToken cancellationToken) =>
        TypedResults.Ok((await starter.FindAsync(name, version, cancellationToken)).ToResponse(definitions));

    private static async Task<ContentHttpResult> PlanAsync(
        string name, PlanWorkflowRequest request, WorkflowStarter starter, IWorkflowDefinitions definitions, CancellationToken cancellationToken)
    {
        var version = await starter.FindAsync(name, request.Version, cancellationToken);
        return TypedResults.Content(definitions.Plan(version.Source, WorkflowStarter.Text(request.Inputs)), Json);
    }

    private static async Task<Ok<WorkflowStatisticsResponse>> GetStatisticsAsync(
        string name, IGrainFactory grains, WorkflowStarter starter, CancellationToken cancellationToken)
    {
        await starter.FindAsync(name, null, cancellationToken);
        return TypedResults.Ok((await grains.Workflow(name).GetStatisticsAsync(cancellationToken)).ToResponse());
    }

    private static async Task<Accepted<WorkflowRunResponse>> StartAsync(
        string name,
        StartWorkflowRunRequest request,
        [FromQuery(Name = "wait"), Within(0, LongestWait)] int? wait,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpContext context,
        WorkflowStarter starter,
        CancellationToken cancellationToken)
    {
        new FieldErrors()
            .Optional("Idempotency-Key", idempotencyKey, WorkflowRules.LongestKey)
            .When(idempotencyKey is not null && request.IdempotencyKey is not null && idempotencyKey != request.IdempotencyKey, "idempotency_key", "differs from the header Idempotency-Key")
            .ThrowIfAny();
        var wish = new WorkflowStartRequest
        {
            WorkflowName = name,
            Version = request.Version,
            InputsJson = WorkflowStarter.Text(request.Inputs),
            IdempotencyKey = idempotencyKey ?? request.IdempotencyKey,
            RequestedBy = context.Caller().Id,
        };
        var (run, existing) = await starter.StartAsync(wish, TimeSpan.FromSeconds(wait ?? 0), context, cancellationToken);
        return TypedResults.Accepted($"/api/v1/workflow-runs/{run.RunId}", run.ToResponse(existing));
    }

    // The source would not fit into an entry; each version is kept by its number.
    private static object Kept(WorkflowVersion version) => new { version.Name, version.Version, Length = version.Source.Length };
}
