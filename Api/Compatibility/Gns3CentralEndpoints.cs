using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Limits;
using Nms.Api.Nodes;
using Nms.Api.OpenApi;
using Nms.Api.Status;
using Nms.Api.Topology;
using Nms.Nodes;
using Nms.Status;
using static Nms.Api.Compatibility.PublishedCall;
using static Nms.Api.Compatibility.PublishedMount;

namespace Nms.Api.Compatibility;

/// <summary>The GNS3 service in its first form.</summary>
internal static class Gns3CentralEndpoints
{
    public static IEnumerable<PublishedCall> Calls { get; } =
    [
        Get(Common, "gns3-central/status/", Permissions.StatusRead, GetStatusAsync, ApiTags.Infrastructure, "Tells how the GNS3 service is doing, with cache hits and misses.")
            with { Also = ["gns3-central/quick-status/", "quick-status/", "gns3/status/"] },
        Post(Common, "gns3-central/start_node/", Permissions.NodeStart, StartNodeAsync, ApiTags.Gns3, "Starts a node; a started one is left alone.", PublishedParameters.Node)
            with { Also = ["gns3/nodes/start/"] },
        Post(Common, "gns3-central/stop_node/", Permissions.NodeStop, StopNodeAsync, ApiTags.Gns3, "Stops a node; a stopped one is left alone.", PublishedParameters.Node)
            with { Also = ["gns3/nodes/stop/"] },
        Post(Common, "gns3-central/restart_node/", Permissions.NodeReload, RestartNodeAsync, ApiTags.Gns3, "Stops a node, waits until it is stopped, starts it.", PublishedParameters.Node),
        Post(Common, "gns3-central/start_project/", Permissions.NodeStart, StartProjectAsync, ApiTags.Gns3, "Opens a project and starts all its nodes.", PublishedParameters.Project),
        Get(Common, "gns3-central/topology/", Permissions.ProjectRead, GetTopologyAsync, ApiTags.Gns3, "Shows everything that is known of GNS3, by id.") with
        {
            Also = ["gns3-central/quick-topology/", "quick-topology/", "gns3/topology/"],
            Answer = typeof(PublishedTopology),
            Failures = [StatusCodes.Status404NotFound],
        },
        Post(Common, "gns3-central/refresh_topology/", Permissions.ServerRefresh, RefreshTopologyAsync, ApiTags.Gns3, "Reads everything from GNS3 and shows it.")
            with { Failures = RouteDescriptions.Gns3Failures, Class = EndpointClass.Expensive },
        Get(Common, "gns3-central/node_status/", Permissions.ProjectRead, GetNodeAsync, ApiTags.Gns3, "Shows a node by its id alone.") with
        {
            Parameters = PublishedParameters.NodeOnly,
            Failures = [StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound],
        },
        Post(Common, "gns3-central/create_module_interface/", Permissions.ModuleConnect, CreateModuleInterfaceAsync, ApiTags.Hub, "Tells a module which calls and which WebSocket are its own.", PublishedParameters.Module)
            with { Also = ["modules/create-interface/"], Failures = [StatusCodes.Status400BadRequest] },
        Get(Common, "gns3-events/stats/", Permissions.EventRead, GetEventStatsAsync, ApiTags.Events, "Counts the events of all silos since they started.")
            with { Everywhere = true, Also = ["gns3-events/quick-stats/", "quick-stats/", "events/stats/"] },
        Get(Common, "health/", Permissions.StatusRead, GetHealthAsync, ApiTags.Infrastructure, "Tells in four words whether the service works; 503 when it does not.")
            with { Answer = typeof(CentralHealth) },
    ];

    public static async Task<Ok<CentralStatus>> GetStatusAsync(HttpContext context, CentralService central, CancellationToken cancellationToken) =>
        TypedResults.Ok(await central.GetStatusAsync(context.Caller(), cancellationToken));

    public static async Task<Ok<NodeCommandAnswer>> StartNodeAsync(
        HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var key = await NodeOfAsync(context, Permissions.NodeStart);
        return TypedResults.Ok(Noted(context, await grains.NodeCommands(key).StartAsync(cancellationToken)).ToActionResult("start_node", time.GetUtcNow()));
    }

    public static async Task<Ok<NodeCommandAnswer>> StopNodeAsync(
        HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var key = await NodeOfAsync(context, Permissions.NodeStop);
        return TypedResults.Ok(Noted(context, await grains.NodeCommands(key).StopAsync(cancellationToken)).ToActionResult("stop_node", time.GetUtcNow()));
    }

    public static async Task<Ok<NodeCommandAnswer>> RestartNodeAsync(
        HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var key = await NodeOfAsync(context, Permissions.NodeReload);
        var answer = Noted(context, await grains.NodeCommands(key).RestartAsync(cancellationToken)).ToActionResult("restart_node", time.GetUtcNow());

        // A restart that returned has seen the node stopped: else it fails with node_busy.
        var between = NodeStatus.Stopped.ToWord();
        return TypedResults.Ok(answer with
        {
            StopResult = new RestartStop(true, key.NodeId, answer.OldStatus, between),
            StartResult = new RestartStart(answer.Success, key.NodeId, between, answer.NewStatus),
        });
    }

    public static async Task GetTopologyAsync(HttpContext context, CentralService central, CancellationToken cancellationToken)
    {
        var (answer, freshness) = await central.RenderTopologyAsync(context.Caller(), cancellationToken);
        await answer.WriteAsync(context, freshness);
    }

    public static async Task<Ok<RefreshAnswer>> RefreshTopologyAsync(HttpContext context, CentralService central, CancellationToken cancellationToken) =>
        TypedResults.Ok(await central.RefreshTopologyAsync(context.Caller(), cancellationToken));

    /// <summary>Opens the project that a call names, and starts its nodes.</summary>
    public static async Task<(Guid ProjectId, ImmutableArray<NodeStart> Nodes)> StartAsync(
        HttpContext context, IGrainFactory grains, TopologyReader reader, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var project = parameters.Required("project_id");
        parameters.ThrowIfWrong();
        var projectId = PublishedIds.Project(project);
        context.Audit().On("project", project, projectId);
        var (nodes, _) = await ProjectStart.RunAsync(context.Caller(), projectId, grains, reader, time, loggers, context.Audit(), cancellationToken);
        return (projectId, nodes);
    }

    private static async Task<Ok<ProjectStartAnswer>> StartProjectAsync(
        HttpContext context, IGrainFactory grains, TopologyReader reader, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var (projectId, nodes) = await StartAsync(context, grains, reader, time, loggers, cancellationToken);
        var started = nodes.Count(node => node.Success);
        return TypedResults.Ok(new ProjectStartAnswer(
            started > 0, ProjectStart.Word(nodes), projectId, nodes.Length, started, nodes.ToDictionary(node => node.NodeId), time.GetUtcNow()));
    }

    private static async Task<Ok<PublishedNode>> GetNodeAsync(
        HttpContext context, IGrainFactory grains, IPlatformStatistics statistics, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var text = parameters.Required("node_id");
        parameters.ThrowIfWrong();
        var id = PublishedIds.Node(text);
        var node = await grains.Projects().FindNodeAsync(id, cancellationToken)
            is { } found && context.Caller().Allows(Permissions.ProjectRead, found.Key.ProjectId)
                ? found
                : throw new NotFoundException("node_not_found", $"There is no node {id}.");
        statistics.CacheHit();
        return TypedResults.Ok(node.ToPublished());
    }

    private static async Task<Created<ModuleInterfaceAnswer>> CreateModuleInterfaceAsync(HttpContext context, TimeProvider time)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var module = parameters.Required("module_name");
        parameters.ThrowIfWrong();
        context.Audit().On("module", module);
        var address = ModuleInterface.Address(context.Request, module, []);
        return TypedResults.Created(address, new ModuleInterfaceAnswer(true, module, true, ModuleInterface.Methods, address, time.GetUtcNow()));
    }

    private static async Task<Ok<EventStatsAnswer>> GetEventStatsAsync(CentralService central, CancellationToken cancellationToken) =>
        TypedResults.Ok(await central.GetEventStatsAsync(cancellationToken));

    private static async Task<JsonHttpResult<CentralHealth>> GetHealthAsync(
        HttpContext context, CentralService central, IPlatformHealth health, CancellationToken cancellationToken)
    {
        var status = await central.GetStatusAsync(context.Caller(), cancellationToken);
        var state = (await health.GetAsync(cancellationToken)).State;
        return TypedResults.Json(
            new CentralHealth(
                ApiHealthy: state != HealthState.Critical,
                status.Status,
                Gns3Connected: status.Gns3Server.Connected,
                CacheAvailable: status.Cache.NetworkStateCached,
                status.Timestamp),
            statusCode: state.ToHttpStatus());
    }

    /// <summary>The node that a call names, in a project in which the caller may do this.</summary>
    private static async Task<NodeKey> NodeOfAsync(HttpContext context, string permission)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var (project, node) = (parameters.Required("project_id"), parameters.Required("node_id"));
        parameters.ThrowIfWrong();
        context.Audit().On("node", node, Guid.TryParse(project, out var id) ? id : null);
        var projectId = PublishedIds.Project(project);
        context.Caller().Demand(permission, projectId);
        return new NodeKey(projectId, PublishedIds.Node(node));
    }

    private static NodeCommandResult Noted(HttpContext context, NodeCommandResult result)
    {
        context.Audit().Changed(result);
        return result;
    }
}
