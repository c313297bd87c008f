using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Nms.Api.OpenApi;
using Nms.Nodes;
using Nms.Projects;

namespace Nms.Api.Compatibility;

/// <summary>The published GNS3 central in both its forms, viewset and v1, under every mount that clients use.</summary>
internal static class CentralEndpoints
{
    private static readonly DescribedParameters s_node = new(
        new("project_id", "GNS3's project id.", "3da59aa2-a868-4a29-b425-4e9bdc4cc924", Required: true),
        new("node_id", "GNS3's node id.", "0a4c1c06-e1a5-4f80-9f02-8ae0e7a2a9e1", Required: true)) { AlsoInBody = true };

    private static readonly DescribedParameters s_project = new(
        new DescribedParameter("project_id", "GNS3's project id.", "3da59aa2-a868-4a29-b425-4e9bdc4cc924", Required: true)) { AlsoInBody = true };

    private static readonly DescribedParameters s_module = new(
        new("module_name", "Name of the module.", "monitoring", Required: true),
        new("events", "Subscriptions to begin with, comma-separated or as a list: node_status, topology_changes, project_events, all_events.", "node_status")) { AlsoInBody = true };

    private static readonly DescribedParameters s_nodeId = new(
        new DescribedParameter("node_id", "GNS3's node id.", "0a4c1c06-e1a5-4f80-9f02-8ae0e7a2a9e1", Required: true));

    private static readonly string[] s_methods =
    [
        "get_node_status", "get_project_info", "get_complete_topology", "get_nodes_by_status", "get_nodes_by_type",
        "start_node", "stop_node", "restart_node", "refresh_topology", "subscribe_to_events", "get_network_summary",
    ];

    /// <summary>The viewset form. Only the first mount is in the document; aliases are the same routes under another prefix.</summary>
    public static void MapViewset(this IEndpointRouteBuilder mount, bool isAlias)
    {
        string? Name(string name) => isAlias ? null : name;
        var central = mount.MapGroup("/gns3-central").WithTags(ApiTags.Gns3);
        central.MapGet("/status", GetStatusAsync).Describe(Name("central_status"), "Shows how the GNS3 central is doing.");
        central.MapGet("/quick-status", GetStatusAsync).Describe(Name("central_quick_status"), "Shows how the GNS3 central is doing.");
        central.MapPost("/start_node", StartNodeAsync).WithMetadata(s_node).Describe(
            Name("central_start_node"), "Starts a node.", null, RouteDescriptions.CommandFailures);
        central.MapPost("/stop_node", StopNodeAsync).WithMetadata(s_node).Describe(
            Name("central_stop_node"), "Stops a node.", null, RouteDescriptions.CommandFailures);
        central.MapPost("/restart_node", RestartNodeAsync).WithMetadata(s_node).Describe(
            Name("central_restart_node"), "Stops a node, waits until it is stopped, starts it.", null, RouteDescriptions.CommandFailures);
        central.MapPost("/start_project", StartProjectAsync).WithMetadata(s_project).Describe(
            Name("central_start_project"), "Opens a project and starts its nodes.", null, RouteDescriptions.CommandFailures);
        central.MapGet("/topology", GetTopologyAsync).Produces<PublishedTopology>().Describe(
            Name("central_topology"), "Shows all labs, by id.", null, RouteDescriptions.ReadFailures);
        central.MapGet("/quick-topology", GetTopologyAsync).Produces<PublishedTopology>().Describe(
            Name("central_quick_topology"), "Shows all labs, by id.", null, RouteDescriptions.ReadFailures);
        central.MapPost("/refresh_topology", RefreshTopologyAsync).Describe(
            Name("central_refresh_topology"), "Reads all labs from GNS3 and shows them.", null, RouteDescriptions.Gns3Failures);
        central.MapGet("/node_status", GetNodeStatusAsync).WithMetadata(s_nodeId).Describe(
            Name("central_node_status"), "Shows one node.", null, RouteDescriptions.ReadFailures);
        central.MapPost("/create_module_interface", CreateModuleInterfaceAsync).WithMetadata(s_module).Describe(
            Name("central_create_module_interface"), "Tells a module how to follow events.", null, StatusCodes.Status400BadRequest);

        var events = mount.MapGroup("/gns3-events").WithTags(ApiTags.Events);
        events.MapGet("/stats", GetEventTotals).Describe(Name("events_stats"), "Shows figures of the event path.");
        events.MapGet("/quick-stats", GetEventTotals).Describe(Name("events_quick_stats"), "Shows figures of the event path.");
    }

    /// <summary>The short names under the doubled prefix.</summary>
    public static void MapShortNames(this IEndpointRouteBuilder mount)
    {
        mount.MapGet("/gns3/status", GetStatusAsync).Describe(null, "Shows how the GNS3 central is doing.");
        mount.MapPost("/gns3/nodes/start", StartNodeAsync).Describe(null, "Starts a node.");
        mount.MapPost("/gns3/nodes/stop", StopNodeAsync).Describe(null, "Stops a node.");
        mount.MapGet("/gns3/topology", GetTopologyAsync).Describe(null, "Shows all labs, by id.");
        mount.MapPost("/modules/create-interface", CreateModuleInterfaceAsync).Describe(null, "Tells a module how to follow events.");
        mount.MapGet("/events/stats", GetEventTotals).Describe(null, "Shows figures of the event path.");
        mount.MapGet("/health", GetHealthAsync).Describe(null, "Shows whether the API and GNS3 answer.");
    }

    /// <summary>The v1 form.</summary>
    public static void MapCentralV1(this IEndpointRouteBuilder mount, bool isAlias)
    {
        string? Name(string name) => isAlias ? null : name;
        var central = mount.MapGroup("/gns3-central").WithTags(ApiTags.Gns3);
        central.MapGet("/status", GetStatusAsync).Describe(Name("central_v1_status"), "Shows how the GNS3 central is doing.");
        central.MapPost("/nodes/start", StartNodeAsync).WithMetadata(s_node).Describe(
            Name("central_v1_start_node"), "Starts a node.", null, RouteDescriptions.CommandFailures);
        central.MapPost("/nodes/stop", StopNodeAsync).WithMetadata(s_node).Describe(
            Name("central_v1_stop_node"), "Stops a node.", null, RouteDescriptions.CommandFailures);
        central.MapPost("/nodes/restart", RestartNodeAsync).WithMetadata(s_node).Describe(
            Name("central_v1_restart_node"), "Stops a node, waits until it is stopped, starts it.", null, RouteDescriptions.CommandFailures);
        central.MapPost("/projects/start", StartProjectListAsync).WithMetadata(s_project).Describe(
            Name("central_v1_start_project"), "Opens a project and starts its nodes.", null, RouteDescriptions.CommandFailures);
        central.MapGet("/topology", GetTopologyAsync).Produces<PublishedTopology>().Describe(
            Name("central_v1_topology"), "Shows all labs, by id, with counts.", null, RouteDescriptions.ReadFailures);
        central.MapPost("/topology/refresh", RefreshTopologyAsync).Describe(
            Name("central_v1_refresh_topology"), "Reads all labs from GNS3 and shows them.", null, RouteDescriptions.Gns3Failures);
        central.MapPost("/modules/create-interface", CreateModuleInterfaceAsync).WithMetadata(s_module).Describe(
            Name("central_v1_create_module_interface"), "Tells a module how to follow events.", null, StatusCodes.Status400BadRequest);
        central.MapGet("/events/stats", GetEventStats).WithTags(ApiTags.Events).Describe(
            Name("central_v1_events_stats"), "Shows figures of the event path.");
    }

    private static async Task<Ok<PublishedStatus>> GetStatusAsync(CentralService central, CancellationToken cancellationToken) =>
        TypedResults.Ok(await central.GetStatusAsync(cancellationToken));

    private static async Task<Ok<PublishedCommand>> StartNodeAsync(
        PublishedParameters parameters, IGrainFactory grains, CentralService central, CancellationToken cancellationToken) =>
        TypedResults.Ok(CentralMapping.ToActionResult(
            await grains.NodeCommands(NodeOf(parameters)).StartAsync(cancellationToken), "start", central.Now));

    private static async Task<Ok<PublishedCommand>> StopNodeAsync(
        PublishedParameters parameters, IGrainFactory grains, CentralService central, CancellationToken cancellationToken) =>
        TypedResults.Ok(CentralMapping.ToActionResult(
            await grains.NodeCommands(NodeOf(parameters)).StopAsync(cancellationToken), "stop", central.Now));

    private static async Task<Ok<PublishedRestart>> RestartNodeAsync(
        PublishedParameters parameters, IGrainFactory grains, CentralService central, CancellationToken cancellationToken) =>
        TypedResults.Ok(CentralMapping.ToRestart(
            await grains.NodeCommands(NodeOf(parameters)).RestartAsync(cancellationToken), central.Now));

    private static async Task<Ok<PublishedProjectStart>> StartProjectAsync(
        PublishedParameters parameters, IGrainFactory grains, CentralService central, CancellationToken cancellationToken) =>
        TypedResults.Ok(CentralMapping.ToStart(await StartAllAsync(parameters, grains, cancellationToken), central.Now));

    private static async Task<Ok<PublishedProjectStartList>> StartProjectListAsync(
        PublishedParameters parameters, IGrainFactory grains, CentralService central, CancellationToken cancellationToken) =>
        TypedResults.Ok(CentralMapping.ToStartList(await StartAllAsync(parameters, grains, cancellationToken), central.Now));

    private static async Task<NodesCommandResult> StartAllAsync(
        PublishedParameters parameters, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var projectId = PublishedIds.Project(parameters.Required("project_id")[0]);
        var project = await grains.Project(projectId).GetAsync(cancellationToken);
        if (project.Status != ProjectStatus.Opened)
        {
            project = await grains.ProjectCommands(projectId).OpenAsync(cancellationToken);
        }

        return project.NodeCount == 0
            ? throw new NotFoundException("nodes_not_found", $"Project {project.Name} has no nodes to start.")
            : await grains.ProjectCommands(projectId).ControlNodesAsync(NodesAction.Start, cancellationToken);
    }

    private static async Task GetTopologyAsync(HttpContext context, CentralService central, CancellationToken cancellationToken)
    {
        var (answer, freshness) = await central.RenderTopologyAsync(cancellationToken);
        await answer.WriteAsync(context, freshness);
    }

    private static async Task<Ok<PublishedRefresh>> RefreshTopologyAsync(CentralService central, CancellationToken cancellationToken) =>
        TypedResults.Ok(await central.RefreshTopologyAsync(cancellationToken));

    private static async Task<Ok<PublishedNode>> GetNodeStatusAsync(
        PublishedParameters parameters, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var nodeId = PublishedIds.Node(parameters.Required("node_id")[0]);
        var node = await grains.Projects().FindNodeAsync(nodeId, cancellationToken)
            ?? throw new NotFoundException("node_not_found", $"There is no node {nodeId} in any project.");
        return TypedResults.Ok(CentralMapping.ToPublished(node));
    }

    private static Created<PublishedModuleInterface> CreateModuleInterfaceAsync(
        PublishedParameters parameters, HttpRequest request, CentralService central)
    {
        var name = parameters.Required("module_name")[0];
        var asked = parameters.Texts("events");
        var (filter, unknown) = new Nms.Api.Events.SubscriptionFilter().Subscribe(asked);
        var scheme = request.IsHttps ? "wss" : "ws";
        var address = $"{scheme}://{request.Host}/ws/gns3/module/{Uri.EscapeDataString(name)}/?subscriptions={string.Join(',', filter.Subscriptions)}";
        return TypedResults.Created(address, new PublishedModuleInterface(
            true, name, true, $"gns3_interface_{name}", address, [.. filter.Subscriptions], unknown, s_methods, central.Now));
    }

    private static Ok<PublishedEventStats> GetEventStats(CentralService central) => TypedResults.Ok(central.GetEventStats());

    private static Ok<PublishedEventTotals> GetEventTotals(CentralService central) => TypedResults.Ok(central.GetEventTotals());

    private static async Task<Ok<PublishedHealth>> GetHealthAsync(CentralService central, CancellationToken cancellationToken)
    {
        var status = await central.GetStatusAsync(cancellationToken);
        return TypedResults.Ok(new PublishedHealth(
            ApiHealthy: true, status.Status, status.Status == "connected", status.Cache.NetworkStateCached, status.Timestamp));
    }

    private static NodeKey NodeOf(PublishedParameters parameters)
    {
        var ids = parameters.Required("project_id", "node_id");
        return new NodeKey(PublishedIds.Project(ids[0]), PublishedIds.Node(ids[1]));
    }
}
