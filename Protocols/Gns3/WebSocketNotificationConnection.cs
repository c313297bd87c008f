using System.Buffers;
using System.Net.WebSockets;

namespace Nms.Gns3;

/// <summary>Messages as the text frames of a WebSocket, in one piece or many.</summary>
internal sealed class WebSocketNotificationConnection(ClientWebSocket socket, Gns3ClientOptions options, string request)
    : NotificationConnection
{
    private const int FirstBuffer = 16 * 1024;

    private ArrayBufferWriter<byte> _message = new(FirstBuffer);

    public override Gns3NotificationTransport Transport => Gns3NotificationTransport.WebSocket;

    public override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        // One large message must not keep its memory for as long as the connection lives.
        if (_message.Capacity > options.MaxNotificationBytes / 16)
            _message = new ArrayBufferWriter<byte>(FirstBuffer);
        _message.ResetWrittenCount();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(_message.GetMemory(), cancellationToken).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                    throw Gns3Errors.StreamEnded(options.Url, $"it closed the WebSocket with {(int?)socket.CloseStatus} {socket.CloseStatusDescription}", request);
                _message.Advance(part.Count);
                if (_message.WrittenCount > options.MaxNotificationBytes)
                    throw Gns3Errors.TooLarge(options.MaxNotificationBytes, request);
                if (part.EndOfMessage)
                    return _message.WrittenMemory;
            }
        }
        catch (WebSocketException e)
        {
            throw Gns3Errors.FromWire(e, options.Url, request);
        }
    }

    public override ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }
}
