using System.Net;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace Nms.Gns3;

/// <summary>Reads notification streams over a WebSocket, or over the HTTP stream where something refuses WebSockets.</summary>
public sealed class Gns3NotificationReader : IGns3NotificationReader, IDisposable
{
    private const int LongestStart = 200;

    private readonly Gns3ClientOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<Gns3SkippedNotification>? _onSkipped;
    private readonly HttpMessageInvoker _invoker;
    private readonly HttpClient _http;
    private readonly HttpMessageHandler? _ownHandler;
    private long _connections;
    private long _fallbacks;
    private long _notifications;
    private long _skipped;

    /// <summary>Creates a reader; nothing is sent until a stream is enumerated.</summary>
    /// <param name="options">Address, credentials and limits.</param>
    /// <param name="time">Clock of the limits.</param>
    /// <param name="handler">Makes the connections instead of one of its own; stays the caller's to dispose.</param>
    /// <param name="onSkipped">Told of each malformed message; called on the reading thread.</param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public Gns3NotificationReader(
        Gns3ClientOptions options, TimeProvider time, HttpMessageHandler? handler = null, Action<Gns3SkippedNotification>? onSkipped = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options.Validated();
        _time = time;
        _onSkipped = onSkipped;
        _ownHandler = handler is null ? Gns3Http.CreateHandler(options) : null;
        _invoker = new HttpMessageInvoker(handler ?? _ownHandler!, disposeHandler: false);
        _http = Gns3Http.CreateClient(options, handler ?? _ownHandler);
    }

    /// <inheritdoc/>
    public Gns3NotificationStatistics Statistics => new(
        Interlocked.Read(ref _connections),
        Interlocked.Read(ref _fallbacks),
        Interlocked.Read(ref _notifications),
        Interlocked.Read(ref _skipped));

    /// <inheritdoc/>
    public IAsyncEnumerable<Gns3Notification> ReadControllerAsync(CancellationToken cancellationToken = default)
        => ReadAsync("notifications", cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Gns3Notification> ReadProjectAsync(Guid projectId, CancellationToken cancellationToken = default)
        => ReadAsync($"projects/{projectId:D}/notifications", cancellationToken);

    /// <summary>Lets go of the connections. Streams being read are ended by their tokens, before.</summary>
    public void Dispose()
    {
        _http.Dispose();
        _invoker.Dispose();
        _ownHandler?.Dispose();
    }

    private async IAsyncEnumerable<Gns3Notification> ReadAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(path, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            while (true)
            {
                var message = await WithinAsync(
                    _options.NotificationSilence, $"GET /v2/{path}", connection.ReadAsync, cancellationToken).ConfigureAwait(false);
                if (Gns3Notification.TryParse(message, out var notification, out var reason))
                {
                    Interlocked.Increment(ref _notifications);
                    yield return notification with { Transport = connection.Transport };
                }
                else
                {
                    Skip(message, reason);
                }
            }
        }
    }

    private void Skip(ReadOnlyMemory<byte> message, string reason)
    {
        Interlocked.Increment(ref _skipped);
        var start = message.Span[..Math.Min(message.Length, LongestStart)];
        _onSkipped?.Invoke(new Gns3SkippedNotification(reason, message.Length, Encoding.UTF8.GetString(start)));
    }

    private async Task<NotificationConnection> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var connection = await WithinAsync(
            _options.AttemptTimeout, $"GET /v2/{path}/ws", cancelled => ConnectWebSocketAsync(path, cancelled), cancellationToken)
            .ConfigureAwait(false);
        if (connection is null)
        {
            Interlocked.Increment(ref _fallbacks);
            connection = await WithinAsync(
                _options.AttemptTimeout, $"GET /v2/{path}", cancelled => ConnectHttpAsync(path, cancelled), cancellationToken)
                .ConfigureAwait(false);
        }

        Interlocked.Increment(ref _connections);
        return connection;
    }

    /// <summary>Connects by WebSocket, or gives null when something answered the upgrade with anything but a WebSocket.</summary>
    private async ValueTask<NotificationConnection?> ConnectWebSocketAsync(string path, CancellationToken cancellationToken)
    {
        var request = $"GET /v2/{path}/ws";
        var address = new UriBuilder(new Uri(_http.BaseAddress!, $"{path}/ws"));
        address.Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;

        var socket = new ClientWebSocket();
        try
        {
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            if (Gns3Http.Authorization(_options) is { } authorization)
                socket.Options.SetRequestHeader("Authorization", authorization.ToString());
            await socket.ConnectAsync(address.Uri, _invoker, cancellationToken).ConfigureAwait(false);
            var connection = new WebSocketNotificationConnection(socket, _options, request);
            socket = null;
            return connection;
        }
        catch (Exception e) when (Gns3Errors.IsFromWire(e) || Gns3Errors.IsFromHandler(e, cancellationToken))
        {
            // A proxy that knows no WebSockets says so in many ways (400, 403, 404, 426, 501, …), and a 404 may also be
            // GNS3's for an unknown project. The HTTP stream, asked next, tells them apart.
            return socket!.HttpStatusCode switch
            {
                0 => throw Gns3Errors.FromWire(e, _options.Url, request),
                HttpStatusCode.Unauthorized => throw Gns3Errors.FromAnswer(HttpStatusCode.Unauthorized, default, null, request),
                _ => null,
            };
        }
        finally
        {
            socket?.Dispose();
        }
    }

    private async ValueTask<NotificationConnection> ConnectHttpAsync(string path, CancellationToken cancellationToken)
    {
        var request = $"GET /v2/{path}";
        HttpResponseMessage? response = null;
        try
        {
            response = await _http
                .GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                var said = await Gns3Http.ReadBodyAsync(response.Content, Gns3Http.LongestErrorBody, cancellationToken).ConfigureAwait(false);
                throw Gns3Errors.FromAnswer(response.StatusCode, (said ?? default).Span, Gns3Http.RetryAfter(response, _time), request);
            }

            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var connection = new HttpNotificationConnection(response, stream, _options, request);
            response = null;
            return connection;
        }
        catch (Exception e) when (Gns3Errors.IsFromWire(e) || Gns3Errors.IsFromHandler(e, cancellationToken))
        {
            throw Gns3Errors.FromWire(e, _options.Url, request);
        }
        finally
        {
            response?.Dispose();
        }
    }

    private async ValueTask<T> WithinAsync<T>(
        TimeSpan limit, string request, Func<CancellationToken, ValueTask<T>> act, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await act(either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (either.IsCancellationRequested && e is OperationCanceledException or Gns3ApiException { Kind: Gns3FailureKind.Unreachable })
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Gns3Errors.TimedOut(_options.Url, limit, request, e);
        }
    }
}
