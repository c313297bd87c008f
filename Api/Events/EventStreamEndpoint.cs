using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Events;
using Nms.Status;

namespace Nms.Api.Events;

/// <summary>Server-sent events: the feed for browsers and programs that only read.</summary>
internal static class EventStreamEndpoint
{
    private const string LastEventId = "Last-Event-ID";

    public static void MapEventStream(this IEndpointRouteBuilder sockets) => sockets
        .MapGet("/api/v1/events/stream", (Delegate)ServeAsync)
        .WithTags(ApiTags.Events)
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
        .WithMetadata(EventSocketParameters.OfStream, TakesTicket.Instance)
        .Require(Permissions.EventRead)
        .Describe(
            "stream_events",
            "Follows events as server-sent events.",
            "The id of each event is the cursor; a browser that connects again sends the last one as Last-Event-ID, which counts more than after. A ticket is good once: to come back, a page asks for another. "
            + "The data is one frame of the event reference.",
            StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable);

    private static async Task ServeAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var (filter, after) = EventSocketParameters.Read(context.Request, EventCatalog.AllEvents);
        if (context.Request.Headers[LastEventId].ToString() is { Length: > 0 } last)
        {
            var errors = new FieldErrors();
            after = EventFilterReader.Place(last, LastEventId, errors);
            errors.ThrowIfAny();
        }

        using var place = await services.GetRequiredService<EventAdmission>().EnterAsync(context);
        if (place is null)
        {
            return;
        }

        var (gateway, time) = (services.GetRequiredService<EventGateway>(), services.GetRequiredService<TimeProvider>());
        var sink = new ServerSentSink(context);
        var connection = new EventConnection(
            sink, new FollowRequest(filter, after) { TellsGaps = true }, context.SignedIn(), ClientOrigin.Of(context, "sse"), gateway,
            services.GetRequiredService<IEventFeed>(), services.GetRequiredService<IPlatformStatistics>(), time,
            services.GetRequiredService<IOptions<EventGatewayOptions>>().Value);
        gateway.Add(connection);
        try
        {
            await sink.StartAsync(context.RequestAborted);
            await connection.AnswerAsync(
                cursor => ServerFrames.Welcome(connection.Id, "Connected.", filter.Subscriptions, cursor, time.GetUtcNow()), context.RequestAborted);
            using var stop = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(connection.CloseBecauseServerStops);
            await connection.RunAsync(context.RequestAborted);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // Leaving is how a client ends this.
            context.Abort();
        }
        finally
        {
            gateway.Remove(connection);
        }
    }
}
