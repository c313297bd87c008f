using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Nms.Snmp.Notifications;

namespace Nms.Snmp;

/// <summary>
/// Receives traps and informs of all versions, answers the informs, and hands everything on in the form of SNMPv2, in the order of
/// arrival. A kind nobody knows is handed on as well.
/// </summary>
public sealed class SnmpNotificationReceiver : IAsyncDisposable
{
    private const int SocketBuffer = 4 * 1024 * 1024;

    private readonly Socket _socket;
    private readonly SnmpNotificationOptions _options;
    private readonly NotificationDecoder _decoder;
    private readonly Channel<SnmpNotification> _queue;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private long _received;
    private long _accepted;
    private long _dropped;
    private long _notAdmitted;

    private SnmpNotificationReceiver(SnmpNotificationOptions options, TimeProvider time)
    {
        _options = options;
        _decoder = new NotificationDecoder(options, time);
        _queue = Channel.CreateBounded<SnmpNotification>(new BoundedChannelOptions(options.MaxQueued) { SingleWriter = true });
        _socket = new Socket(options.EndPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = SocketBuffer };
        try
        {
            _socket.Bind(options.EndPoint);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _running = RunAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>What was counted so far.</summary>
    public SnmpNotificationStatistics Statistics => new(
        Interlocked.Read(ref _received), Interlocked.Read(ref _accepted), _decoder.Malformed, _decoder.Refused, Interlocked.Read(ref _dropped),
        Interlocked.Read(ref _notAdmitted));

    /// <summary>How many notifications wait to be read.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Whose notification was refused last; null when none was.</summary>
    public IPAddress? LastRefused => _decoder.LastRefused;

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Where, and whom to believe.</param>
    /// <param name="time">The clock of the time window.</param>
    /// <exception cref="SocketException">The port is taken or not allowed.</exception>
    public static SnmpNotificationReceiver Start(SnmpNotificationOptions options, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxQueued, 1);
        return new SnmpNotificationReceiver(options, time);
    }

    /// <summary>Gives the notifications as they come, each to one reader only, until the receiver is disposed.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<SnmpNotification> ReadAllAsync(CancellationToken cancellationToken = default) => _queue.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Gives the next notification if one waits.</summary>
    /// <param name="notification">The notification.</param>
    public bool TryRead([NotNullWhen(true)] out SnmpNotification? notification) => _queue.Reader.TryRead(out notification);

    /// <summary>
    /// Answers an inform (RFC 3416 §4.2.7), where <see cref="SnmpNotificationOptions.AnswersInforms"/> leaves that to the reader. Does
    /// nothing for a trap. An answer that cannot be sent is lost as one on its way may be: the inform comes again.
    /// </summary>
    /// <param name="notification">What was read from this receiver.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask AcknowledgeAsync(SnmpNotification notification, CancellationToken cancellationToken = default)
    {
        if (notification.Answer is { } answer && !_options.AnswersInforms)
        {
            try
            {
                await _socket.SendToAsync(answer, notification.Sender, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException)
            {
                // Lost, as above.
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var buffer = GC.AllocateUninitializedArray<byte>(ushort.MaxValue, pinned: true);
        var anywhere = new IPEndPoint(_socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                try
                {
                    var received = await _socket.ReceiveFromAsync(buffer, anywhere, _stopping.Token).ConfigureAwait(false);
                    await HandleAsync(buffer.AsSpan(0, received.ReceivedBytes).ToArray(), (IPEndPoint)received.RemoteEndPoint).ConfigureAwait(false);
                }
                catch (SocketException) when (!_stopping.IsCancellationRequested)
                {
                    // An answer sent earlier was refused somewhere; the next notification may come all the same.
                }
            }
        }
        catch (Exception e) when (_stopping.IsCancellationRequested && e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
        finally
        {
            _queue.Writer.TryComplete();
        }
    }

    private async ValueTask HandleAsync(byte[] datagram, IPEndPoint sender)
    {
        Interlocked.Increment(ref _received);
        if (_options.Admits?.Invoke(sender.Address) == false)
        {
            Interlocked.Increment(ref _notAdmitted);
            return;
        }

        var decoded = _decoder.Decode(datagram, sender);
        var answer = decoded.Answer;
        if (decoded.Notification is { } notification)
        {
            var taken = _queue.Writer.TryWrite(notification with { Answer = answer });
            Interlocked.Increment(ref taken ? ref _accepted : ref _dropped);
            answer = taken && _options.AnswersInforms ? answer : null;
        }

        if (answer is not null)
        {
            await _socket.SendToAsync(answer, sender, _stopping.Token).ConfigureAwait(false);
        }
    }
}
