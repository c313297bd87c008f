using System.Net;
using System.Net.Sockets;

namespace Nms.Probes.Tcp;

/// <summary>Connects again and again, one attempt at a time, without exceptions for what is expected.</summary>
internal sealed class TcpAttempt : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TcpOptions _options;
    private readonly TimeProvider _time;
    private readonly SocketAsyncEventArgs _arguments = new();
    private readonly ITimer _timer;
    private TaskCompletionSource? _completed;
    private Socket? _socket;
    private long _deadline;

    public TcpAttempt(TcpOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _arguments.Completed += (_, _) => _completed!.SetResult();
        _timer = time.CreateTimer(static state => ((TcpAttempt)state!).GiveUp(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public async Task<TcpProbeResult> RunAsync(IPAddress address, int port)
    {
        var start = _time.GetTimestamp();
        Socket socket;
        try
        {
            socket = NetworkNamespace.Open(_options.Namespace, () => new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
        }
        catch (SocketException e)
        {
            return new TcpProbeResult(address, port, TcpOutcome.NotSent, default, default, (int)e.SocketErrorCode);
        }

        using (socket)
        {
            // A probe leaves nothing behind: closed by a reset (RFC 9293 §3.10.4), its port is not held for minutes.
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            _arguments.RemoteEndPoint = new IPEndPoint(address, port);
            var error = await DoAsync(socket, _options.Timeout, static (socket, arguments) => socket.ConnectAsync(arguments)).ConfigureAwait(false);
            var elapsed = _time.GetElapsedTime(start);
            if (error != SocketError.Success)
            {
                return new TcpProbeResult(address, port, Outcome(error), elapsed, default, error == SocketError.OperationAborted ? 0 : (int)error);
            }

            var banner = _options.BannerBytes == 0 ? default : await ReadBannerAsync(socket).ConfigureAwait(false);
            return new TcpProbeResult(address, port, TcpOutcome.Open, elapsed, banner);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _arguments.Dispose();
    }

    private static TcpOutcome Outcome(SocketError error) => error switch
    {
        SocketError.ConnectionRefused or SocketError.ConnectionReset => TcpOutcome.Closed,
        SocketError.OperationAborted or SocketError.TimedOut => TcpOutcome.Filtered,
        SocketError.HostUnreachable or SocketError.HostDown or SocketError.NetworkUnreachable => TcpOutcome.Unreachable,
        _ => TcpOutcome.NotSent,
    };

    /// <summary>Until the end of a line, the end of the room, of the stream or of the patience.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadBannerAsync(Socket socket)
    {
        var buffer = new byte[_options.BannerBytes];
        var length = 0;
        var start = _time.GetTimestamp();
        while (length < buffer.Length && (length == 0 || buffer[length - 1] != '\n'))
        {
            var patience = _options.BannerTimeout - _time.GetElapsedTime(start);
            _arguments.SetBuffer(buffer, length, buffer.Length - length);
            if (patience <= TimeSpan.Zero
                || await DoAsync(socket, patience, static (socket, arguments) => socket.ReceiveAsync(arguments)).ConfigureAwait(false) != SocketError.Success
                || _arguments.BytesTransferred == 0)
            {
                break;
            }

            length += _arguments.BytesTransferred;
        }

        _arguments.SetBuffer(null, 0, 0);
        return buffer.AsMemory(0, length);
    }

    private async ValueTask<SocketError> DoAsync(Socket socket, TimeSpan patience, Func<Socket, SocketAsyncEventArgs, bool> operation)
    {
        _completed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _socket = socket;
            _deadline = _time.GetTimestamp() + (long)(patience.TotalSeconds * _time.TimestampFrequency);
        }

        try
        {
            if (operation(socket, _arguments))
            {
                _timer.Change(patience, Timeout.InfiniteTimeSpan);
                await _completed.Task.ConfigureAwait(false);
            }
        }
        catch (ObjectDisposedException)
        {
            return SocketError.OperationAborted;
        }
        finally
        {
            lock (_gate)
            {
                _socket = null;
            }
        }

        return _arguments.SocketError;
    }

    private void GiveUp()
    {
        lock (_gate)
        {
            // The timer of an earlier attempt may come late.
            if (_socket is null)
            {
                return;
            }

            var left = _deadline - _time.GetTimestamp();
            if (left > _time.TimestampFrequency / 500)
            {
                _timer.Change(TimeSpan.FromSeconds((double)left / _time.TimestampFrequency), Timeout.InfiniteTimeSpan);
                return;
            }

            _socket.Dispose();
        }
    }
}
