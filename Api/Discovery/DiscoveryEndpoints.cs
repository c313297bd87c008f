using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.Limits;
using Nms.Api.OpenApi;
using Nms.Api.Projects;
using Nms.Contracts.Discovery;
using Nms.Discovery;

namespace Nms.Api.Discovery;

/// <summary>Discovery runs.</summary>
internal static class DiscoveryEndpoints
{
    /// <summary>A run is waited for so long at most.</summary>
    private const int LongestWait = 60;

    public static void MapDiscoveryRuns(this IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/discovery-runs").WithTags(ApiTags.Equipment);
        runs.MapPost("/", StartAsync).Checks<StartDiscoveryRequest>(DiscoveryRules.CheckAsync).Limit(EndpointClass.Expensive).Require(Permissions.DiscoveryRun).Describe(
            "start_discovery",
            "Begins a discovery run, or joins the one of the same scope that is under way.",
            "Answers 202 at once; with wait_seconds it waits for the end that long and answers what there is by then.",
            [.. RouteDescriptions.CommandFailures, StatusCodes.Status429TooManyRequests]);
        runs.MapGet("/", ListAsync).Require(Permissions.EquipmentRead).Describe("list_discovery_runs", "Lists the runs that are kept, the newest first.", null, RouteDescriptions.ReadFailures);
        runs.MapGet("/{runId}", GetAsync).Require(Permissions.EquipmentRead).Describe(
            "get_discovery_run", "Shows a run, also while it goes on.", "With wait_seconds it waits for the end that long.", RouteDescriptions.ReadFailures);
        runs.MapPost("/{runId}/cancel", CancelAsync).Require(Permissions.DiscoveryRun).Describe(
            "cancel_discovery_run", "Ends a run; what it found stays.", null, RouteDescriptions.CommandFailures);
    }

    /// <summary>Begins a run in the name of the caller.</summary>
    public static async Task<DiscoveryStart> BeginAsync(
        DiscoveryScope scope, DiscoveryRunOptions options, HttpContext context, IGrainFactory grains, ProjectReader projects, CancellationToken cancellationToken)
    {
        DemandAllowed(scope, context, Permissions.DiscoveryRun);
        if (scope.ProjectId is { } projectId)
        {
            await projects.GetAsync(projectId, refresh: false, cancellationToken);
            if (options.StartIfStopped)
            {
                Demand(context, Permissions.NodeStart, projectId);
                Demand(context, Permissions.NodeStop, projectId);
            }
        }

        return await grains.Discovery().StartAsync(new DiscoveryRequest { Scope = scope, Options = options, RequestedBy = context.Caller().Name }, cancellationToken);
    }

    /// <summary>Refuses what the caller may not do in the scope.</summary>
    public static void DemandAllowed(DiscoveryScope scope, HttpContext context, string permission)
    {
        if (scope.ProjectId is { } projectId)
        {
            if (!VisibleProjects.To(context.Caller()).Contains(projectId))
            {
                throw new NotFoundException("project_not_found", $"There is no project {projectId}.");
            }

            Demand(context, permission, projectId);
        }
        else if (!context.Caller().Allows(permission))
        {
            throw new ForbiddenException("permission_missing", $"What is in no project takes the permission {permission} for all projects.");
        }
    }

    private static void Demand(HttpContext context, string permission, Guid projectId)
    {
        if (!context.Caller().Allows(permission, projectId))
        {
            throw new ForbiddenException("permission_missing", $"This takes the permission {permission}.");
        }
    }

    private static async Task<Accepted<DiscoveryRunResponse>> StartAsync(
        StartDiscoveryRequest request,
        [FromQuery(Name = "wait_seconds"), Within(0, LongestWait)] int? waitSeconds,
        HttpContext context,
        IGrainFactory grains,
        ProjectReader projects,
        AuditNote audit,
        CancellationToken cancellationToken)
    {
        var start = await BeginAsync(DiscoveryRules.Scope(request), DiscoveryRules.Options(request), context, grains, projects, cancellationToken);
        audit.On("discovery_run", start.RunId.ToString("D"), request.ProjectId).Changed(null, request);
        var run = await grains.DiscoveryRun(start.RunId).WaitAsync(TimeSpan.FromSeconds(waitSeconds ?? 0), cancellationToken);
        return TypedResults.Accepted($"/api/v1/discovery-runs/{start.RunId}", run.ToResponse(start.Joined));
    }

    private static async Task<Ok<DiscoveryRunListResponse>> ListAsync(
        [FromQuery(Name = "project_id")] Guid? projectId, [AsParameters] PageQuery page, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var visible = VisibleEquipment.To(context.Caller());
        var runs = (await grains.Discovery().ListAsync(cancellationToken)).Where(run => visible.Contains(run.ProjectId) && (projectId is null || run.ProjectId == projectId)).ToList();
        return TypedResults.Ok(page.Fill(context, runs, DiscoveryMapping.ToResponse, entries => new DiscoveryRunListResponse(entries)));
    }

    private static async Task<Ok<DiscoveryRunResponse>> GetAsync(
        Guid runId,
        [FromQuery(Name = "wait_seconds"), Within(0, LongestWait)] int? waitSeconds,
        HttpContext context,
        IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var run = await FindAsync(runId, context, grains, cancellationToken);
        return TypedResults.Ok((waitSeconds is > 0 ? await grains.DiscoveryRun(runId).WaitAsync(TimeSpan.FromSeconds(waitSeconds.Value), cancellationToken) : run).ToResponse());
    }

    private static async Task<Ok<DiscoveryRunResponse>> CancelAsync(
        Guid runId, HttpContext context, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var run = await FindAsync(runId, context, grains, cancellationToken);
        DemandAllowed(run.Request.Scope, context, Permissions.DiscoveryRun);
        var cancelled = await grains.DiscoveryRun(runId).CancelAsync(context.Caller().Name, cancellationToken);
        audit.On("discovery_run", runId.ToString("D"), run.Request.Scope.ProjectId).Changed(new { run.Status }, new { cancelled.Status });
        return TypedResults.Ok(cancelled.ToResponse());
    }

    private static async Task<DiscoveryRunSnapshot> FindAsync(Guid runId, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        await grains.DiscoveryRun(runId).FindAsync(cancellationToken) is { } run && VisibleEquipment.To(context.Caller()).Contains(run.Request.Scope.ProjectId)
            ? run
            : throw new NotFoundException("discovery_run_not_found", $"There is no discovery run {runId}, or it is kept no more.");
}
