using System.Buffers;
using System.Net.WebSockets;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>Frames as messages of a WebSocket, JSON or CBOR; those added together leave in one write where the connection allows it.</summary>
internal sealed class WebSocketSink(WebSocket socket, GatheringStream? connection, bool isBinary) : IEventSink
{
    private readonly WebSocketMessageType _type = isBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text;

    public async ValueTask AddAsync(EventFrame frame, EventCursor cursor, int coalesced)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(isBinary ? frame.LongestBinary : frame.LongestText);
        try
        {
            var length = isBinary ? frame.WriteBinary(buffer, cursor, coalesced) : frame.WriteText(buffer, cursor, coalesced);
            await AddAsync(buffer.AsMemory(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public ValueTask AddAsync(byte[] json, EventCursor cursor) => AddAsync((ReadOnlyMemory<byte>)(isBinary ? CborFrames.FromJson(json) : json));

    public ValueTask BeatAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask FlushAsync(CancellationToken cancellationToken) => connection?.ReleaseAsync(cancellationToken) ?? ValueTask.CompletedTask;

    public async ValueTask CloseAsync(WebSocketCloseStatus status, string reason, EventCursor cursor, CancellationToken cancellationToken)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(status, reason, cancellationToken);
        }
    }

    public void Abort() => socket.Abort();

    // A frame that only waits to leave is not worth a registration for its cancellation; where it leaves at once, the gateway aborts what is stuck.
    private ValueTask AddAsync(ReadOnlyMemory<byte> message)
    {
        connection?.Gather();
        return socket.SendAsync(message, _type, endOfMessage: true, CancellationToken.None);
    }
}
