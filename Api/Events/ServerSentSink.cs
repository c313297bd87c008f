using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>Frames as server-sent events. The id of each is the cursor, which a browser sends back when it connects again.</summary>
internal sealed class ServerSentSink(HttpContext context) : IEventSink
{
    private static readonly TimeSpan s_comeBackAfter = TimeSpan.FromSeconds(3);

    private readonly PipeWriter _body = context.Response.BodyWriter;

    /// <summary>Begins the answer.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";

        // Proxies of the nginx family hold an answer back unless told not to.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        Write($"retry: {s_comeBackAfter.TotalMilliseconds:0}\n\n");
        await FlushAsync(cancellationToken);
    }

    public ValueTask AddAsync(EventFrame frame, EventCursor cursor, int coalesced)
    {
        Write($"id: {cursor}\ndata: ");
        _body.Advance(frame.WriteText(_body.GetSpan(frame.LongestText), cursor, coalesced));
        Write("\n\n");
        return ValueTask.CompletedTask;
    }

    public ValueTask AddAsync(byte[] json, EventCursor cursor)
    {
        Write($"id: {cursor}\ndata: ");
        _body.Write(json);
        Write("\n\n");
        return ValueTask.CompletedTask;
    }

    public ValueTask BeatAsync(CancellationToken cancellationToken)
    {
        Write(": heartbeat\n\n");
        return FlushAsync(cancellationToken);
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        // A client that left ends the request, which the token tells.
        await _body.FlushAsync(cancellationToken);
    }

    public async ValueTask CloseAsync(WebSocketCloseStatus status, string reason, EventCursor cursor, CancellationToken cancellationToken)
    {
        await AddAsync(ServerFrames.Closed((int)status, reason, cursor), cursor);
        await FlushAsync(cancellationToken);
    }

    public void Abort() => context.Abort();

    private void Write(string text) => Encoding.UTF8.GetBytes(text, _body);
}
