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
using Nms.Api.Messaging;
using Nms.Api.OpenApi;
using Nms.Events;
using Nms.Status;

namespace Nms.Api.Events;

/// <summary>Every address where a client may follow events over a WebSocket.</summary>
internal static class EventSocketEndpoint
{
    private const string Text = "nms.v1.json";
    private const string Binary = "nms.v1.cbor";

    private const string Summary = "Follows events over a WebSocket.";

    private const string Description =
        "after resumes behind a cursor or a sequence number; the other parameters narrow what is sent. The frames are described in the event reference.";

    public static void MapEventSockets(this IEndpointRouteBuilder sockets)
    {
        // Our own address sends everything unless told otherwise; the published ones send nothing before a subscribe.
        Map(sockets, "/api/v1/events/ws", "follow_events", isOwn: true);
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

    private static void Map(IEndpointRouteBuilder sockets, string path, string name, bool isOwn = false)
    {
        // Over HTTP/2 a WebSocket begins with CONNECT (RFC 8441), which browsers use on a connection that they have already.
        sockets.MapMethods(path, [HttpMethods.Connect], (Delegate)((HttpContext context) => ServeAsync(context, isOwn)))
            .ExcludeFromDescription()
            .WithSummary(Summary)
            .Require(Permissions.EventRead)
            .Limit(EndpointClass.Read);
        sockets.MapGet(path, (Delegate)((HttpContext context) => ServeAsync(context, isOwn)))
            .WithTags(ApiTags.Events)
            .Produces(StatusCodes.Status101SwitchingProtocols)
            .WithMetadata(isOwn ? EventSocketParameters.Own : EventSocketParameters.All)
            .Require(Permissions.EventRead)
            .Describe(name, Summary, Description,
                StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status426UpgradeRequired, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task ServeAsync(HttpContext context, bool isOwn)
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

        var request = EventSocketParameters.Read(context.Request, isOwn);
        var grains = services.GetRequiredService<IGrainFactory>();
        var module = await ModuleChannel.FindAsync(context, grains);
        using var place = await services.GetRequiredService<EventAdmission>().EnterAsync(context);
        if (place is null)
        {
            return;
        }

        var protocol = isOwn ? context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(name => name is Text or Binary) : null;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = protocol,
            KeepAliveInterval = options.PingInterval,
            KeepAliveTimeout = options.PongTimeout,

            // Each frame is compressed alone: no frame tells of another one by its length, and no client costs a window of memory.
            DangerousEnableCompression = isOwn && options.Compression,
            DisableServerContextTakeover = true,
        });
        var (gateway, time) = (services.GetRequiredService<EventGateway>(), services.GetRequiredService<TimeProvider>());
        var isBinary = protocol == Binary;
        var connection = new EventConnection(
            new WebSocketSink(socket, GatheringUpgrade.StreamOf(context), isBinary), request, context.SignedIn(),
            ClientOrigin.Of(context, isBinary ? "websocket+cbor" : "websocket"), gateway,
            services.GetRequiredService<IEventFeed>(), services.GetRequiredService<IPlatformStatistics>(), time, options);
        gateway.Add(connection);
        try
        {
            await using var messages = module is null ? null : new ModuleChannel(module, connection, grains, time, services.GetRequiredService<ILogger<ModuleChannel>>());
            var session = new EventSession(
                socket, connection, isBinary, grains, services.GetRequiredService<CentralService>(),
                ActivatorUtilities.CreateInstance<SocketAudit>(services, context), time, options, services.GetRequiredService<ILogger<EventSession>>())
            {
                Module = messages,
            };
            await session.RunAsync(Greeting(context.Request, module is not null), services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        }
        finally
        {
            gateway.Remove(connection);
        }
    }

    private static string Greeting(HttpRequest request, bool asModule) => request.RouteValues switch
    {
        { } values when values["module"] is string module => asModule
            ? $"Connected as module {module}."
            : $"Connected. No module {module} is registered, so that events come and no messages.",
        { } values when values["room"] is string room => $"Connected to room {room}.",
        _ => "Connected.",
    };
}
