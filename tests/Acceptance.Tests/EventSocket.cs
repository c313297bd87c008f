using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Nms.Testing.Servers;
using Xunit.Sdk;

namespace Nms.Acceptance.Tests;

/// <summary>A client of the event feed over WebSocket.</summary>
internal sealed class EventSocket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Channel<JsonElement> _frames = Channel.CreateUnbounded<JsonElement>();
    private readonly ConcurrentQueue<EventView> _events = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>All events received so far.</summary>
    public IReadOnlyList<EventView> Events => [.. _events];

    /// <summary>Connects, subscribes to everything and waits for the confirmation.</summary>
    public static async Task<EventSocket> FollowAsync(Uri hub, CancellationToken cancellationToken)
    {
        var feed = new EventSocket();
        var address = new UriBuilder(hub) { Scheme = "ws", Path = "/ws/gns3/events/" }.Uri;
        feed._socket.Options.SetRequestHeader("Authorization", NmsProcess.Authorization.ToString());
        await feed._socket.ConnectAsync(address, cancellationToken);
        feed._reading = feed.ReadAsync();
        await feed.FrameAsync(frame => TypeOf(frame) == "connection_established", TimeSpan.FromSeconds(10), cancellationToken);
        await feed._socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(new { type = "subscribe", subscriptions = new[] { "all_events" } }),
            WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        await feed.FrameAsync(frame => TypeOf(frame) == "subscription_confirmed", TimeSpan.FromSeconds(10), cancellationToken);
        return feed;
    }

    /// <summary>Waits for the next event that matches.</summary>
    public async Task<EventView> NextAsync(Func<EventView, bool> matches, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var frame = await FrameAsync(frame => TypeOf(frame) == "gns3_event" && matches(EventOf(frame)), deadline, cancellationToken);
        return EventOf(frame);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _reading;
        _socket.Dispose();
        _closing.Dispose();
    }

    private static string? TypeOf(JsonElement frame) => frame.GetProperty("type").GetString();

    private static EventView EventOf(JsonElement frame) => EventView.Of(frame.GetProperty("event_data"));

    private async Task<JsonElement> FrameAsync(Func<JsonElement, bool> matches, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(deadline, TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var seen = new List<string?>();
        try
        {
            await foreach (var frame in _frames.Reader.ReadAllAsync(both.Token))
            {
                if (matches(frame))
                    return frame;
                seen.Add(TypeOf(frame) == "gns3_event" ? EventOf(frame).Type : TypeOf(frame));
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new XunitException($"Not received within {deadline.TotalSeconds:0.#} s; seen instead: {string.Join(", ", seen)}");
        }

        throw new XunitException($"The socket closed ({_socket.CloseStatus}); seen until then: {string.Join(", ", seen)}");
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                using var message = new MemoryStream();
                WebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer, _closing.Token);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);

                if (part.MessageType == WebSocketMessageType.Close)
                    break;

                var frame = JsonDocument.Parse(message.ToArray()).RootElement;
                if (TypeOf(frame) == "gns3_event")
                    _events.Enqueue(EventOf(frame));
                _frames.Writer.TryWrite(frame);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The hub was killed, or the test is over; what was received stays.
        }

        _frames.Writer.TryComplete();
    }
}
