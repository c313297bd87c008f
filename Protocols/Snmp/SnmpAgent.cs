using System.Net;
using System.Net.Sockets;
using Nms.Snmp.Agent;

namespace Nms.Snmp;

/// <summary>
/// Answers GET, GETNEXT, GETBULK and SET (RFC 3416 §4.2) of all versions at one address, as a command responder (RFC 3413 §3.2). It keeps
/// a socket and a buffer and no thread, so a process may have thousands.
/// </summary>
public sealed class SnmpAgent : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly Responder _responder;
    private readonly int _maxRequest;
    private readonly TimeSpan _delay;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    private SnmpAgent(SnmpAgentOptions options, ISnmpObjects objects, TimeProvider time)
    {
        _responder = new Responder(options, objects, time);
        _maxRequest = options.MaxRequestBytes;
        (_delay, _time) = (options.ResponseDelay, time);
        _socket = new Socket(options.EndPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
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

    /// <summary>Starts an agent.</summary>
    /// <param name="options">Where it listens, and who may ask.</param>
    /// <param name="objects">What it knows in the default context.</param>
    /// <param name="time">The clock of its engine.</param>
    /// <exception cref="SocketException">The address is taken or not there.</exception>
    public static SnmpAgent Start(SnmpAgentOptions options, ISnmpObjects objects, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxResponseBytes, 484);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxResponseBytes, CommunityMessage.MaxDatagram);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxRequestBytes, 484);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxRequestBytes, CommunityMessage.MaxDatagram);
        return new SnmpAgent(options, objects, time);
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
        var buffer = new byte[_maxRequest];
        var from = new SocketAddress(_socket.AddressFamily);
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                from.Size = from.Buffer.Length;
                var length = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, from, _stopping.Token).ConfigureAwait(false);
                var answer = _responder.Respond(buffer.AsSpan(0, length).ToArray());
                if (!answer.IsEmpty)
                {
                    if (_delay > TimeSpan.Zero)
                    {
                        await Task.Delay(_delay, _time, _stopping.Token).ConfigureAwait(false);
                    }

                    await _socket.SendToAsync(answer, SocketFlags.None, from, _stopping.Token).ConfigureAwait(false);
                }
            }
            catch (SocketException) when (!_stopping.IsCancellationRequested)
            {
                // A request too long for the buffer, or an answer refused somewhere.
            }
        }
    }
}
