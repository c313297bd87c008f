using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Limits;
using Nms.Api.OpenApi;
using Nms.Api.Topology;
using Nms.Events;
using static Nms.Api.Compatibility.PublishedCall;
using static Nms.Api.Compatibility.PublishedMount;

namespace Nms.Api.Compatibility;

/// <summary>The GNS3 service in its second form; what both forms say alike has one handler.</summary>
internal static class Gns3CentralV1Endpoints
{
    public static IEnumerable<PublishedCall> Calls { get; } =
    [
        Get(V1, "gns3-central/status/", Permissions.StatusRead, Gns3CentralEndpoints.GetStatusAsync, ApiTags.Infrastructure, "Tells how the GNS3 service is doing, with cache hits and misses."),
        Post(V1, "gns3-central/nodes/start/", Permissions.NodeStart, Gns3CentralEndpoints.StartNodeAsync, ApiTags.Gns3, "Starts a node; a started one is left alone.", PublishedParameters.Node),
        Post(V1, "gns3-central/nodes/stop/", Permissions.NodeStop, Gns3CentralEndpoints.StopNodeAsync, ApiTags.Gns3, "Stops a node; a stopped one is left alone.", PublishedParameters.Node),
        Post(V1, "gns3-central/nodes/restart/", Permissions.NodeReload, Gns3CentralEndpoints.RestartNodeAsync, ApiTags.Gns3, "Stops a node, waits until it is stopped, starts it.", PublishedParameters.Node),
        Post(V1, "gns3-central/projects/start/", Permissions.NodeStart, StartProjectAsync, ApiTags.Gns3, "Opens a project and starts all its nodes.", PublishedParameters.Project),
        Get(V1, "gns3-central/topology/", Permissions.ProjectRead, Gns3CentralEndpoints.GetTopologyAsync, ApiTags.Gns3, "Shows everything that is known of GNS3, by id.")
            with { Answer = typeof(PublishedTopology), Failures = [StatusCodes.Status404NotFound] },
        Post(V1, "gns3-central/topology/refresh/", Permissions.ServerRefresh, Gns3CentralEndpoints.RefreshTopologyAsync, ApiTags.Gns3, "Reads everything from GNS3 and shows it.")
            with { Failures = RouteDescriptions.Gns3Failures, Class = EndpointClass.Expensive },
        Post(V1, "gns3-central/modules/create-interface/", Permissions.ModuleConnect, CreateModuleInterfaceAsync, ApiTags.Hub, "Tells a module which calls, events and WebSocket are its own.", PublishedParameters.ModuleSubscriptions)
            with { Failures = [StatusCodes.Status400BadRequest] },
        Get(V1, "gns3-central/events/stats/", Permissions.EventRead, GetEventStatsAsync, ApiTags.Events, "Counts the events and the clients that follow them on all silos since they started.")
            with { Everywhere = true },
    ];

    private static async Task<Ok<ProjectStartV1Answer>> StartProjectAsync(
        HttpContext context, IGrainFactory grains, TopologyReader reader, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var (projectId, nodes) = await Gns3CentralEndpoints.StartAsync(context, grains, reader, time, loggers, cancellationToken);
        var started = nodes.Count(node => node.Success);
        return TypedResults.Ok(new ProjectStartV1Answer(
            started > 0, ProjectStart.Word(nodes), projectId, started, nodes.Length - started, nodes, time.GetUtcNow()));
    }

    private static async Task<Created<ModuleSubscriptionsAnswer>> CreateModuleInterfaceAsync(HttpContext context, TimeProvider time)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var module = parameters.Required("module_name");
        var asked = parameters.Words("events");
        parameters.ThrowIfWrong();
        context.Audit().On("module", module);
        var known = asked.Where(name => EventCatalog.Subscriptions.Contains(name)).ToList();
        var address = ModuleInterface.Address(context.Request, module, known);
        return TypedResults.Created(address, new ModuleSubscriptionsAnswer(
            true, module, $"gns3_interface_{module}", known, [.. asked.Except(known)], ModuleInterface.Methods, address, time.GetUtcNow()));
    }

    private static async Task<Ok<EventStatsV1Answer>> GetEventStatsAsync(CentralService central, CancellationToken cancellationToken) =>
        TypedResults.Ok(await central.GetEventStatsV1Async(cancellationToken));
}
