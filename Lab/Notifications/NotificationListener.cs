using System.Threading.Channels;

namespace Nms.Lab.Notifications;

/// <summary>
/// One client of a notification stream: a queue between the server, which never waits, and the client's socket. The
/// first message is a ping, and a ping follows whenever nothing was said for five seconds.
/// </summary>
internal sealed class NotificationListener : IDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly Channel<byte[]> _messages = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(LabLimits.QueuedNotifications) { SingleReader = true });

    private readonly CancellationTokenSource _dropped = new();
    private readonly NotificationHub _hub;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private Task<bool>? _wait;
    private bool _disposed;
    private bool _greeted;

    public NotificationListener(NotificationHub hub, string? projectId, TimeProvider time)
        => (_hub, ProjectId, _time) = (hub, projectId, time);

    /// <summary>The project listened to; null for the controller's stream.</summary>
    public string? ProjectId { get; }

    /// <summary>Cancelled when the server gives this client up: it reads too slowly, or a fault says so.</summary>
    public CancellationToken Dropped => _dropped.Token;

    public void Tell(byte[] message)
    {
        if (!_messages.Writer.TryWrite(message)) Drop();
    }

    public void Drop()
    {
        _messages.Writer.TryComplete();
        lock (_gate)
        {
            if (!_disposed) _dropped.Cancel();
        }
    }

    /// <summary>The next message, a ping when there is none for five seconds, or null when the stream is over.</summary>
    public async ValueTask<byte[]?> NextAsync(CancellationToken cancellationToken)
    {
        if (!_greeted)
        {
            _greeted = true;
            return _hub.Ping();
        }

        while (true)
        {
            if (_messages.Reader.TryRead(out var message)) return message;
            // One wait is kept across pings: a second reader beside it would break the single-reader channel.
            _wait ??= _messages.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
            try
            {
                if (!await _wait.WaitAsync(Silence, _time, cancellationToken)) return null;
                _wait = null;
            }
            catch (TimeoutException)
            {
                return _hub.Ping();
            }
        }
    }

    public void Dispose()
    {
        _messages.Writer.TryComplete();
        lock (_gate)
        {
            _disposed = true;
            _dropped.Dispose();
        }
    }
}
