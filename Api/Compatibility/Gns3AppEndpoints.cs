using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.OpenApi;
using Nms.Api.Projects;
using Nms.Api.Topology;
using Nms.Projects;
using static Nms.Api.Compatibility.PublishedCall;
using static Nms.Api.Compatibility.PublishedMount;

namespace Nms.Api.Compatibility;

/// <summary>What test programs and start-up scripts call to get a lab running.</summary>
internal static class Gns3AppEndpoints
{
    public static IEnumerable<PublishedCall> Calls { get; } =
    [
        Get(Gns3App, "server/status/", Permissions.ServerRead, GetServerStatusAsync, ApiTags.Gns3, "Tells whether GNS3 can be used; force=true asks it now.")
            with { Parameters = PublishedParameters.Force, Failures = [StatusCodes.Status400BadRequest] },
        Get(Gns3App, "csrf/", null, GetCsrf, ApiTags.Infrastructure, "Hands out the token that clients of the former hub send back; nothing needs it."),
        Get(Gns3App, "projects/", Permissions.ProjectRead, ListProjectsAsync, ApiTags.Gns3, "Lists every project with its nodes, as an array."),
        Post(Gns3App, "projects/", Permissions.ProjectOpen, ActAsync, ApiTags.Gns3, "Makes a project ready: action activate_for_testing opens it.", PublishedParameters.ProjectAction),
        Get(Gns3App, "projects/{projectId}/nodes/", Permissions.ProjectRead, ListNodesAsync, ApiTags.Gns3, "Lists the nodes of a project, as an array.")
            with { Failures = [StatusCodes.Status404NotFound] },
        Get(Gns3App, "projects/{projectId}/open/", Permissions.ProjectOpen, OpenAsync, ApiTags.Gns3, "Opens a project. Changes it, although it is a GET: clients call it so.")
            with { Failures = RouteDescriptions.CommandFailures, Changes = true },
        Post(Gns3App, "projects/{projectId}/open/", Permissions.ProjectOpen, OpenAsync, ApiTags.Gns3, "Opens a project."),
        Get(Gns3App, "projects/{projectId}/close/", Permissions.ProjectClose, CloseAsync, ApiTags.Gns3, "Closes a project, which stops its nodes. Changes it, although it is a GET: clients call it so.")
            with { Failures = RouteDescriptions.CommandFailures, Changes = true },
        Post(Gns3App, "projects/{projectId}/close/", Permissions.ProjectClose, CloseAsync, ApiTags.Gns3, "Closes a project, which stops its nodes."),
        Post(Gns3App, "projects/{projectId}/start/", Permissions.NodeStart, StartNodesAsync, ApiTags.Gns3, "Opens a project and starts all its nodes.", PublishedParameters.StartNodes),
        Post(Gns3App, "projects/{projectId}/start_all_nodes/", Permissions.NodeStart, StartNodesAsync, ApiTags.Gns3, "Opens a project and starts all its nodes.", PublishedParameters.StartNodes),
        Post(Gns3App, "startup-status/{projectId}/start_complete/", Permissions.NodeStart, StartNodesAsync, ApiTags.Orchestration, "Opens a project and starts all its nodes.", PublishedParameters.StartNodes),
    ];

    private static Ok<CsrfAnswer> GetCsrf(HttpContext context) => TypedResults.Ok(new CsrfAnswer(CsrfToken.HandOut(context)));

    private static async Task<Ok<ServerStatusAnswer>> GetServerStatusAsync(
        HttpContext context, IGrainFactory grains, ProjectReader reader, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var asks = parameters.Flag("force", usual: false);
        parameters.ThrowIfWrong();
        var servers = await reader.ListServersAsync(context.Caller(), cancellationToken);
        if (asks && Detection.Leading(await Detection.AskAsync(context.Caller(), grains, reader, cancellationToken)) is { } found)
        {
            return TypedResults.Ok(Answer(
                found.Answer.Available, found.Answer.Version, found.Answer.Error, found.Answer.ProjectCount, found.Answer.DetectedAt, found.Answer.ResponseTimeMs,
                servers.FirstOrDefault(server => server.Name == found.Name)?.WatchOnly ?? false, found.Name, found.Answer.Host, found.Answer.Port));
        }

        if (CentralMapping.Leading(servers) is not { } server)
        {
            return TypedResults.Ok(Answer(false, null, Detection.NoServer, 0, null, null, false, null, null, null));
        }

        var address = new Uri(server.Url);
        return TypedResults.Ok(Answer(
            server.Connected, server.Version, server.LastError, server.ProjectCount, server.LastHeardAt ?? server.ReconciledAt, null,
            server.WatchOnly, server.Name, address.Host, address.Port));
    }

    private static ServerStatusAnswer Answer(
        bool available, string? version, string? error, int projects, DateTimeOffset? checkedAt, double? responseTimeMs,
        bool watchOnly, string? name, string? host, int? port) => new(
            available, version, error, projects, checkedAt, responseTimeMs,
            watchOnly ? "watch_only" : "full", available ? "detected" : "not_detected", name, host, port);

    private static async Task<Ok<IReadOnlyList<PublishedProject>>> ListProjectsAsync(HttpContext context, TopologyReader reader, CancellationToken cancellationToken)
    {
        var (topologies, _) = await reader.ListAsync(context.Caller(), refresh: false, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<PublishedProject>>([.. topologies.Select(CentralMapping.ToPublished)]);
    }

    private static async Task<Ok<ProjectStateAnswer>> ActAsync(
        HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        parameters.OneOf("action", "activate_for_testing");
        var project = parameters.Required("project_id");
        parameters.ThrowIfWrong();
        context.Caller().Demand(Permissions.ProjectOpen, PublishedIds.Project(project));
        return await OpenAsync(project, context, grains, time, cancellationToken);
    }

    private static async Task<Ok<IReadOnlyList<PublishedNode>>> ListNodesAsync(string projectId, TopologyReader reader, CancellationToken cancellationToken)
    {
        var (topology, _) = await reader.GetAsync(PublishedIds.Project(projectId), refresh: false, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<PublishedNode>>([.. topology.Nodes.Select(CentralMapping.ToPublished)]);
    }

    private static Task<Ok<ProjectStateAnswer>> OpenAsync(
        string projectId, HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken) =>
        ChangeAsync(projectId, commands => commands.OpenAsync(cancellationToken), context, grains, time, cancellationToken);

    private static Task<Ok<ProjectStateAnswer>> CloseAsync(
        string projectId, HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken) =>
        ChangeAsync(projectId, commands => commands.CloseAsync(cancellationToken), context, grains, time, cancellationToken);

    private static async Task<Ok<ProjectStateAnswer>> ChangeAsync(
        string projectId,
        Func<IProjectCommandsGrain, Task<ProjectSnapshot>> change,
        HttpContext context,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var id = PublishedIds.Project(projectId);
        var before = await grains.Project(id).GetAsync(cancellationToken);
        var after = await change(grains.ProjectCommands(id));
        context.Audit().On("project", $"{id:D}", id).Changed(before.ToResponse(), after.ToResponse());
        return State(after, time);
    }

    private static Ok<ProjectStateAnswer> State(ProjectSnapshot project, TimeProvider time) => TypedResults.Ok(new ProjectStateAnswer(
        true, project.ProjectId, project.Name, project.Status.ToWord(), $"{project.Name} is {project.Status.ToWord()}.", time.GetUtcNow()));

    private static async Task<Ok<NodesStartAnswer>> StartNodesAsync(
        string projectId, HttpContext context, IGrainFactory grains, TopologyReader reader, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var waits = parameters.Flag("wait_for_completion", usual: true);
        var timeout = parameters.Seconds(parameters.Text("timeout") is null ? "max_wait_time" : "timeout", ProjectStart.Usual, ProjectStart.Most);
        parameters.ThrowIfWrong();
        var id = PublishedIds.Project(projectId);
        var (nodes, completed) = await ProjectStart.RunAsync(
            context.Caller(), id, grains, reader, time, loggers, context.Audit(), cancellationToken, waits ? timeout : TimeSpan.Zero);
        var started = nodes.Where(node => node.Success).ToList();
        return TypedResults.Ok(new NodesStartAnswer(
            started.Count > 0 || !waits,
            ProjectStart.Word(nodes, completed),
            $"{started.Count} of {nodes.Length} nodes are started.",
            id,
            nodes.Length,
            started,
            [.. nodes.Where(node => !node.Success)],
            completed,
            time.GetUtcNow()));
    }
}
