using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Nms.Lab.Tests;

/// <summary>Reads one notification stream over a WebSocket.</summary>
internal sealed class NotificationReader(ClientWebSocket socket) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public ClientWebSocket Socket => socket;

    public Task<(string Action, JsonObject Event)> NextAsync() => ReadAsync(TestContext.Current.CancellationToken);

    public Task<string> NextTextAsync() => ReadTextAsync(TestContext.Current.CancellationToken);

    private async Task<(string Action, JsonObject Event)> ReadAsync(CancellationToken cancellationToken)
    {
        var text = await ReadTextAsync(cancellationToken);
        var message = JsonNode.Parse(text)!;
        return (message["action"]!.GetValue<string>(), message["event"]!.AsObject());
    }

    private async Task<string> ReadTextAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, deadline.Token);
            if (part.MessageType == WebSocketMessageType.Close) throw new EndOfStreamException("The server closed the stream.");
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return Encoding.UTF8.GetString(message.ToArray());
        }
    }

    /// <summary>Everything up to and with the awaited action, without pings and load reports.</summary>
    public async Task<List<(string Action, JsonObject Event)>> UntilAsync(string action, Func<JsonObject, bool>? wanted = null)
    {
        // Pings go on for ever, so the wait for what does not come ends by itself.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        var seen = new List<(string, JsonObject)>();
        while (true)
        {
            var next = await ReadAsync(deadline.Token);
            if (next.Action is "ping" or "compute.updated" && next.Action != action) continue;
            seen.Add(next);
            if (next.Action == action && (wanted?.Invoke(next.Event) ?? true)) return seen;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (socket.State == WebSocketState.Open)
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        socket.Dispose();
    }
}
