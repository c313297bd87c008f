using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Compatibility;
using Nms.Api.Errors;
using Nms.Api.Limits;
using Nms.Api.OpenApi;
using Nms.Events;
using Nms.Status;

namespace Nms.Api.Events;

/// <summary>Every address where a client may follow events over a WebSocket.</summary>
internal static class EventSocketEndpoint
{
    private const string Summary = "Follows events over a WebSocket.";

    private const string Description =
        "after resumes behind a cursor or a sequence number; subscriptions, types, priority and project_id narrow what is sent. "
        + "The frames are described in the event reference.";

    public static void MapEventSockets(this IEndpointRouteBuilder sockets)
    {
        // Our own address sends everything unless told otherwise; the published ones send nothing before a subscribe.
        Map(sockets, "/api/v1/events/ws", "follow_events", startsWith: "all_events");
        Map(sockets, "/ws/gns3/events", "follow_events_published");
        foreach (var (path, name) in new[]
        {
            ("/ws/gns3/events/module/{module}", "follow_module_events_older"),
            ("/ws/gns3/events/{room}", "follow_room_events"),
            ("/ws/gns3/module/{module}", "follow_module_events"),
            ("/ws/gns3/topology", "follow_topology_events"),
            ("/ws/gns3/nodes", "follow_node_events"),
        })
        {
            Map(sockets, path, name);
        }
    }

    private static void Map(IEndpointRouteBuilder sockets, string path, string name, string startsWith = "") => sockets
        .MapGet(path, (Delegate)((HttpContext context) => ServeAsync(context, startsWith)))
        .WithTags(ApiTags.Events)
        .Produces(StatusCodes.Status101SwitchingProtocols)
        .WithMetadata(EventSocketParameters.All)
        .Require(Permissions.EventRead)
        .Describe(name, Summary, Description,
            StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status426UpgradeRequired, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable);

    private static async Task ServeAsync(HttpContext context, string startsWith)
    {
        var services = context.RequestServices;
        var options = services.GetRequiredService<IOptions<EventGatewayOptions>>().Value;
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await Problem.WriteAsync(context, new ErrorAnswer(
                StatusCodes.Status426UpgradeRequired, "websocket_required", "This address speaks WebSocket only; pages of events are at /api/v1/events."));
            return;
        }

        if (!SocketOrigin.IsAllowed(context.Request, options.AllowedOrigins))
        {
            throw new ForbiddenException("origin_not_allowed", $"Pages of {context.Request.Headers.Origin} may not open a WebSocket here; see {EventGatewayOptions.Section}:AllowedOrigins.");
        }

        var (filter, resumeFrom) = EventSocketParameters.Read(context.Request, startsWith);
        var gateway = services.GetRequiredService<EventGateway>();
        if (gateway.Connections >= options.MaxConnections)
        {
            throw new NmsException("too_many_connections", $"This silo serves {options.MaxConnections} WebSocket clients already.") { IsTransient = true };
        }

        var seats = services.GetRequiredService<SocketSeats>();
        using var ofAddress = seats.Take($"address {CallerAddress.Of(context)}", options.MaxConnectionsPerAddress);
        using var ofPrincipal = context.CallerOrNull() is { } caller ? seats.Take(caller.Id, options.MaxConnectionsPerPrincipal) : ofAddress;
        if (ofAddress is null || ofPrincipal is null)
        {
            var (whose, most) = ofAddress is null ? ("address", options.MaxConnectionsPerAddress) : ("principal", options.MaxConnectionsPerPrincipal);
            await Problem.WriteAsync(context, new ErrorAnswer(
                StatusCodes.Status429TooManyRequests, "too_many_own_connections", $"This {whose} has {most} WebSockets open on this silo already; close one first."));
            return;
        }

        if (!gateway.Ready.IsCompleted)
        {
            throw new NmsException("feed_not_ready", "The event log cannot be read yet; try again.") { IsTransient = true };
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            KeepAliveInterval = options.PingInterval,
            KeepAliveTimeout = options.PongTimeout,
        });
        var time = services.GetRequiredService<TimeProvider>();
        var connection = new EventConnection(
            socket, context.SignedIn(), filter, resumeFrom, gateway, services.GetRequiredService<IEventFeed>(), services.GetRequiredService<IPlatformStatistics>(), time, options);
        gateway.Add(connection);
        try
        {
            var session = new EventSession(
                socket, connection, services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<CentralService>(),
                ActivatorUtilities.CreateInstance<SocketAudit>(services, context), time, options, services.GetRequiredService<ILogger<EventSession>>());
            await session.RunAsync(Greeting(context.Request), services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        }
        finally
        {
            gateway.Remove(connection);
        }
    }

    private static string Greeting(HttpRequest request) => request.RouteValues switch
    {
        { } values when values["module"] is string module => $"Connected as module {module}.",
        { } values when values["room"] is string room => $"Connected to room {room}.",
        _ => "Connected.",
    };
}
