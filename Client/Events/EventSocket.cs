using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;

namespace Nms.Client.Events;

/// <summary>One WebSocket connection to the feed.</summary>
internal sealed class EventSocket : IAsyncDisposable
{
    private const int MostBytes = 16 << 20;
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(2);
    private static readonly ReadOnlyMemory<byte> s_heartbeat = "{\"type\":\"heartbeat\"}"u8.ToArray();

    private readonly ClientWebSocket _socket;
    private readonly ArrayBufferWriter<byte> _message = new(4096);
    private readonly CancellationTokenSource _ended = new();
    private readonly TimeProvider _time;
    private readonly Task _beating;

    private EventSocket(ClientWebSocket socket, TimeSpan heartbeatEvery, TimeProvider time)
    {
        _socket = socket;
        _time = time;
        _beating = BeatAsync(heartbeatEvery);
    }

    /// <summary>Why the connection ended, as far as known.</summary>
    public string? Reason { get; private set; }

    /// <exception cref="NmsApiException">The platform refuses.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    public static async Task<EventSocket> OpenAsync(
        ApiConnection connection, Route route, EventStreamOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.KeepAliveInterval = options.HeartbeatEvery;
            socket.Options.KeepAliveTimeout = options.HeartbeatEvery;
            socket.Options.CollectHttpResponseDetails = true;
            if (await connection.GetAuthorizationAsync(cancellationToken).ConfigureAwait(false) is { } authorization)
            {
                socket.Options.SetRequestHeader("Authorization", authorization.ToString());
            }

            var address = new UriBuilder(new Uri(connection.Address, route.ToString()));
            address.Scheme = address.Scheme == "https" ? "wss" : "ws";
            await socket.ConnectAsync(address.Uri, cancellationToken).ConfigureAwait(false);
            return new EventSocket(socket, options.HeartbeatEvery, time);
        }
        catch (WebSocketException failure)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            throw status is 0 or HttpStatusCode.SwitchingProtocols
                ? new HttpRequestException($"The event stream could not be opened at {connection.Address}.", failure)
                : new NmsApiException(status, problem: null, retryAfter: null);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The next frame; null when the connection has ended.</summary>
    public async Task<EventFrame?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            _message.ResetWrittenCount();
            while (true)
            {
                var received = await _socket.ReceiveAsync(_message.GetMemory(4096), cancellationToken).ConfigureAwait(false);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    Reason = _socket.CloseStatusDescription;
                    return null;
                }

                _message.Advance(received.Count);
                if (_message.WrittenCount > MostBytes)
                {
                    Reason = $"a frame was larger than {MostBytes} bytes";
                    return null;
                }

                if (received.EndOfMessage)
                {
                    return EventFrame.Parse(_message.WrittenMemory);
                }
            }
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or JsonException)
        {
            Reason = failure.Message;
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var patience = new CancellationTokenSource(s_goodbye, _time);
            try
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException)
            {
                Reason ??= failure.Message;
            }
        }

        _socket.Dispose();
        _ended.Dispose();
    }

    /// <summary>The answers carry the place in the feed, which goes on also when nothing is wanted by the filter.</summary>
    private async Task BeatAsync(TimeSpan every)
    {
        using var timer = new PeriodicTimer(every, _time);
        while (await timer.WaitForNextTickAsync(_ended.Token).ConfigureAwait(false))
        {
            await _socket.SendAsync(s_heartbeat, WebSocketMessageType.Text, endOfMessage: true, _ended.Token).ConfigureAwait(false);
        }
    }
}
