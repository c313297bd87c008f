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
using Nms.Contracts.Projects;
using Nms.Projects;
using WireStatus = Nms.Contracts.Projects.ProjectStatus;

namespace Nms.Api.Projects;

/// <summary>GNS3 projects of every server.</summary>
internal static class ProjectEndpoints
{
    public static void MapProjects(this IEndpointRouteBuilder api)
    {
        var projects = api.MapGroup("/projects").WithTags(ApiTags.Gns3);
        projects.MapGet("/", ListAsync).Require(Permissions.ProjectRead).Describe(
            "list_projects", "Lists projects of every GNS3 server.", "name finds a part of the name, whatever its case.", RouteDescriptions.ReadFailures);
        projects.MapPost("/", CreateAsync).Checks<CreateProjectRequest>(ProjectRules.CheckAsync).Require(Permissions.ProjectCreate).Describe(
            "create_project", "Creates a project.", null, RouteDescriptions.CommandFailures);

        var project = projects.MapGroup("/{projectId}");
        project.MapGet("/", GetAsync).Require(Permissions.ProjectRead).Describe(
            "get_project", "Shows one project.", null, RouteDescriptions.ReadFailures);
        project.MapPatch("/", UpdateAsync).Checks<UpdateProjectRequest>(ProjectRules.Check).Require(Permissions.ProjectUpdate).Describe(
            "update_project", "Changes a project.", null, RouteDescriptions.CommandFailures);
        project.MapPut("/", UpdateAsync).Checks<UpdateProjectRequest>(ProjectRules.Check).Require(Permissions.ProjectUpdate).Describe(
            "put_project", "Changes a project, as PATCH does.", "For callers that only know GNS3's own verbs.", RouteDescriptions.CommandFailures);
        project.MapDelete("/", DeleteAsync).Require(Permissions.ProjectDelete).Describe(
            "delete_project", "Deletes a project and its files.", null, RouteDescriptions.CommandFailures);
        project.MapPost("/open", OpenAsync).Require(Permissions.ProjectOpen).Describe(
            "open_project", "Opens a project; an opened one is left alone.", null, RouteDescriptions.CommandFailures);
        project.MapPost("/close", CloseAsync).Require(Permissions.ProjectClose).Describe(
            "close_project", "Closes a project, which stops its nodes.", null, RouteDescriptions.CommandFailures);
        project.MapPost("/duplicate", DuplicateAsync).Checks<DuplicateProjectRequest>(ProjectRules.Check).Require(Permissions.ProjectCreate).Describe(
            "duplicate_project", "Copies a project under a new name.", null, RouteDescriptions.CommandFailures);
        project.MapPost("/refresh", RefreshAsync).Limit(EndpointClass.Expensive).Require(Permissions.ProjectRead).Describe(
            "refresh_project", "Reads a project from GNS3 and compares.", "The differences become events.", RouteDescriptions.CommandFailures);
        project.MapGet("/stats", GetStatsAsync).Require(Permissions.ProjectRead).Describe(
            "get_project_stats", "Asks GNS3 for its own counts of a project.", null, RouteDescriptions.CommandFailures);
        AllNodes("start", Permissions.NodeStart, NodesAction.Start, "Starts every node of a project.");
        AllNodes("stop", Permissions.NodeStop, NodesAction.Stop, "Stops every node of a project.");
        AllNodes("suspend", Permissions.NodeStop, NodesAction.Suspend, "Suspends every node of a project.");
        AllNodes("reload", Permissions.NodeReload, NodesAction.Reload, "Reloads every node of a project.");

        void AllNodes(string word, string permission, NodesAction action, string summary) =>
            project.MapPost($"/nodes/{word}", async (Guid projectId, IGrainFactory grains, ProjectReader reader, AuditNote audit, CancellationToken cancellationToken) =>
            {
                var result = await grains.ProjectCommands(projectId).ControlNodesAsync(action, cancellationToken);
                audit.Changed(NodeChange.Of(result));
                return TypedResults.Ok(result.ToResponse(word, reader.Now));
            }).Require(permission).Describe(
                $"{word}_all_nodes", summary, "Answers 200 with one entry a node, also when some failed.", RouteDescriptions.CommandFailures);
    }

    private static async Task<Ok<ProjectListResponse>> ListAsync(
        [FromQuery(Name = "server")] string? server,
        [FromQuery(Name = "status")] Word<WireStatus>? status,
        [FromQuery(Name = "name")] string? name,
        [FromQuery(Name = "refresh")] bool? refresh,
        [AsParameters] PageQuery page,
        HttpContext context,
        ProjectReader reader,
        CancellationToken cancellationToken)
    {
        var (projects, freshness) = await reader.ListAsync(context.Caller(), refresh ?? false, cancellationToken);
        var matching = projects
            .Where(project => server is null || project.Server == server)
            .Where(project => status is null || project.Status.ToWire() == status.Value.Value)
            .Where(project => name is null || project.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            .ToList();
        var answer = page.Fill(
            context,
            matching,
            project => Freshness.Of(project, reader.Now, freshness.Cached).Stamp(project.ToResponse()),
            entries => new ProjectListResponse(entries));
        return TypedResults.Ok(freshness.Stamp(answer));
    }

    private static async Task<Created<ProjectResponse>> CreateAsync(
        CreateProjectRequest request, IGrainFactory grains, ProjectReader reader, AuditNote audit, CancellationToken cancellationToken)
    {
        var server = request.Server ?? (await grains.Projects().ListServersAsync(cancellationToken))[0];
        var draft = new ProjectDraft(request.Name!, request.AutoClose, request.AutoOpen, request.AutoStart);
        var project = await grains.Gns3Server(server).CreateProjectAsync(draft, cancellationToken);
        audit.Made(project);
        return TypedResults.Created(Address(project), Freshness.Of(project, reader.Now, cached: false).Stamp(project.ToResponse()));
    }

    private static async Task<Ok<ProjectResponse>> GetAsync(
        Guid projectId, [FromQuery(Name = "refresh")] bool? refresh, ProjectReader reader, CancellationToken cancellationToken)
    {
        var (project, freshness) = await reader.GetAsync(projectId, refresh ?? false, cancellationToken);
        return TypedResults.Ok(freshness.Stamp(project.ToResponse()));
    }

    private static async Task<Ok<ProjectResponse>> UpdateAsync(
        Guid projectId, UpdateProjectRequest request, IGrainFactory grains, ProjectReader reader, AuditNote audit, CancellationToken cancellationToken)
    {
        var changes = new ProjectChanges(request.Name, request.AutoClose, request.AutoOpen, request.AutoStart);
        var before = await grains.Project(projectId).GetAsync(cancellationToken);
        var project = await grains.ProjectCommands(projectId).UpdateAsync(changes, cancellationToken);
        audit.Changed(before.ToResponse(), project.ToResponse());
        return Done(project, reader);
    }

    private static async Task<NoContent> DeleteAsync(Guid projectId, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await grains.Project(projectId).GetAsync(cancellationToken);
        await grains.ProjectCommands(projectId).DeleteAsync(cancellationToken);
        audit.Gone(before);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<ProjectResponse>> OpenAsync(
        Guid projectId, IGrainFactory grains, ProjectReader reader, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await grains.Project(projectId).GetAsync(cancellationToken);
        var project = await grains.ProjectCommands(projectId).OpenAsync(cancellationToken);
        audit.Changed(before.ToResponse(), project.ToResponse());
        return Done(project, reader);
    }

    private static async Task<Ok<ProjectResponse>> CloseAsync(
        Guid projectId, IGrainFactory grains, ProjectReader reader, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await grains.Project(projectId).GetAsync(cancellationToken);
        var project = await grains.ProjectCommands(projectId).CloseAsync(cancellationToken);
        audit.Changed(before.ToResponse(), project.ToResponse());
        return Done(project, reader);
    }

    private static async Task<Created<ProjectResponse>> DuplicateAsync(
        Guid projectId, DuplicateProjectRequest request, IGrainFactory grains, ProjectReader reader, AuditNote audit, CancellationToken cancellationToken)
    {
        var copy = await grains.ProjectCommands(projectId).DuplicateAsync(request.Name!, cancellationToken);
        audit.Made(copy);
        return TypedResults.Created(Address(copy), Freshness.Of(copy, reader.Now, cached: false).Stamp(copy.ToResponse()));
    }

    private static async Task<Ok<ProjectResponse>> RefreshAsync(Guid projectId, ProjectReader reader, CancellationToken cancellationToken)
    {
        var (project, freshness) = await reader.GetAsync(projectId, refresh: true, cancellationToken);
        return TypedResults.Ok(freshness.Stamp(project.ToResponse()));
    }

    private static async Task<Ok<ProjectStatsResponse>> GetStatsAsync(
        Guid projectId, IGrainFactory grains, ProjectReader reader, CancellationToken cancellationToken)
    {
        var stats = await grains.ProjectCommands(projectId).GetStatsAsync(cancellationToken);
        return TypedResults.Ok(Freshness.Asked(reader.Now)
            .Stamp(new ProjectStatsResponse(projectId, stats.Nodes, stats.Links, stats.Drawings, stats.Snapshots)));
    }

    private static Ok<ProjectResponse> Done(ProjectSnapshot project, ProjectReader reader) =>
        TypedResults.Ok(Freshness.Of(project, reader.Now, cached: false).Stamp(project.ToResponse()));

    private static string Address(ProjectSnapshot project) => $"/api/v1/projects/{project.ProjectId}";
}
