using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Nms.Access;
using Nms.Api.Access;
using Nms.Workflows;

namespace Nms.Api.Workflows;

/// <summary>The runs a caller may see: all, or those about projects in which he may read the project and its runs.</summary>
internal sealed class VisibleRuns
{
    private VisibleRuns(ImmutableHashSet<Guid>? projects) => Projects = projects;

    /// <summary>The projects; null when no run is hidden from him.</summary>
    public ImmutableHashSet<Guid>? Projects { get; }

    public static VisibleRuns To(Principal caller)
    {
        var (runs, projects) = (caller.ProjectsWith(Permissions.WorkflowRead), caller.ProjectsWith(Permissions.ProjectRead));
        return new VisibleRuns(runs is null ? projects : projects is null ? runs : runs.Intersect(projects));
    }

    public bool Contains(Guid? projectId) => Projects is null || (projectId is { } project && Projects.Contains(project));

    /// <summary>A run that the caller may see.</summary>
    /// <exception cref="NotFoundException">There is none, or he may not: he cannot tell which.</exception>
    public static async Task<WorkflowRunSnapshot> FindAsync(Guid runId, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        await grains.WorkflowRun(runId).FindAsync(cancellationToken) is { } run && To(context.Caller()).Contains(run.ProjectId)
            ? run
            : throw new NotFoundException("workflow_run_not_found", $"There is no workflow run {runId}, or it is kept no more.");

    /// <summary>A run that the caller may see and do this to.</summary>
    /// <exception cref="NotFoundException">He may not see it.</exception>
    /// <exception cref="ForbiddenException">He sees it and may not do this.</exception>
    public static async Task<WorkflowRunSnapshot> DemandAsync(
        Guid runId, string permission, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var run = await FindAsync(runId, context, grains, cancellationToken);
        if (run.ProjectId is { } project)
        {
            context.Caller().Demand(permission, project);
        }
        else
        {
            context.Caller().DemandEverywhere(permission);
        }

        return run;
    }
}
