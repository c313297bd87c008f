using System.Buffers.Text;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Nms.Api.Events;

namespace Nms.Api.Tests.Events;

/// <summary>A WebSocket client of the tests: one frame at a time, with a deadline.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _quick = new byte[64 * 1024];

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? SubProtocol => _socket.SubProtocol;

    public string? CloseReason => _socket.CloseStatusDescription;

    /// <summary>Connects and takes the welcome.</summary>
    public static async Task<(SocketClient Client, JsonNode Welcome)> ConnectAsync(
        ApiHost host, string path, string? origin = null, HttpClient? caller = null, Action<ClientWebSocketOptions>? configure = null)
    {
        var client = new SocketClient();
        configure?.Invoke(client._socket.Options);
        client._socket.Options.SetRequestHeader("Authorization", (caller ?? host.Http).DefaultRequestHeaders.Authorization?.ToString());
        if (origin is not null)
        {
            client._socket.Options.SetRequestHeader("Origin", origin);
        }

        using var deadline = Deadline();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var address = new Uri($"ws://{host.Address.Authority}{path}");
        await client._socket.ConnectAsync(address, client._socket.Options.HttpVersion.Major > 1 ? http : null, deadline.Token);
        return (client, await client.ReadAsync());
    }

    public static Task<SocketClient> SubscribeAsync(ApiHost host, string path, params string[] subscriptions) =>
        SubscribeAsync(host, host.Http, path, subscriptions);

    public static async Task<SocketClient> SubscribeAsync(ApiHost host, HttpClient caller, string path, params string[] subscriptions)
    {
        var (client, _) = await ConnectAsync(host, path, caller: caller);
        await client.AskAsync(new JsonObject { ["type"] = "subscribe", ["subscriptions"] = new JsonArray([.. subscriptions]) });
        return client;
    }

    public async Task SendAsync(string text)
    {
        using var deadline = Deadline();
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, deadline.Token);
    }

    public async Task SendAsync(byte[] bytes, WebSocketMessageType type, bool end)
    {
        using var deadline = Deadline();
        await _socket.SendAsync(bytes, type, end, deadline.Token);
    }

    public async Task<JsonNode> AskAsync(JsonNode frame)
    {
        await SendAsync(frame.ToJsonString());
        return await ReadAsync();
    }

    public async Task<JsonNode> ReadAsync() =>
        await TryReadAsync() ?? throw new InvalidOperationException($"Closed with {CloseStatus}: {CloseReason}");

    /// <summary>The next frame, or null when the server closed.</summary>
    public async Task<JsonNode?> TryReadAsync()
    {
        using var deadline = Deadline();
        using var frame = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            frame.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
            {
                return JsonNode.Parse(received.MessageType == WebSocketMessageType.Binary ? CborFrames.ToJson(frame.ToArray()) : frame.ToArray());
            }
        }
    }

    /// <summary>The sequence of the next event, 0 for another frame; without reading the rest of it.</summary>
    public async Task<long> ReadSequenceQuicklyAsync()
    {
        var length = 0;
        ValueWebSocketReceiveResult received;
        do
        {
            using var deadline = Deadline();
            received = await _socket.ReceiveAsync(_quick.AsMemory(length), deadline.Token);
            length += received.Count;
        }
        while (!received.EndOfMessage);

        Assert.Equal(WebSocketMessageType.Text, received.MessageType);
        var at = _quick.AsSpan(0, length).IndexOf("\"sequence\":"u8);
        return at >= 0 && Utf8Parser.TryParse(_quick.AsSpan(at + 11, length - at - 11), out long sequence, out _) ? sequence : 0;
    }

    public async Task<long> ReadSequenceAsync() => (await ReadAsync())["event_data"]!["sequence"]!.GetValue<long>();

    public async Task CloseAsync()
    {
        using var deadline = Deadline();
        await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, deadline.Token);
    }

    public async Task AnswerCloseAsync()
    {
        using var deadline = Deadline();
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, deadline.Token);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationTokenSource Deadline()
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(s_deadline);
        return deadline;
    }
}
