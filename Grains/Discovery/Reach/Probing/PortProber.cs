using System.Net;
using System.Net.Sockets;

namespace Nms.Discovery.Reach.Probing;

/// <summary>Tries TCP ports, one connection each, within what the silo may do at a time and in a second. Safe for all threads.</summary>
internal sealed class PortProber(HostProbeOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.MaxConnections, options.MaxConnections);
    private readonly Pace _pace = new(options.ConnectionsPerSecond, time);
    private readonly ServiceTalk _talk = new(options, time);

    /// <summary>Tries one port.</summary>
    public async Task<PortFinding> AskAsync(AddressRoute route, int port, bool isTalking, CancellationToken cancellationToken)
    {
        if (route.EndPointOf(port) is not { } here)
        {
            return new PortFinding(port, PortState.NotAsked, Reason: route.Refusal ?? "The port is not forwarded.");
        }

        await _places.WaitAsync(cancellationToken);
        try
        {
            await _pace.WaitAsync(cancellationToken);
            using var socket = new Socket(here.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                // A probe leaves nothing behind: closed by a reset (RFC 9293 §3.10.4), its port is not held for minutes.
                LingerState = new LingerOption(enable: true, seconds: 0),
            };
            var start = time.GetTimestamp();
            var (state, reason) = await ConnectAsync(socket, here, cancellationToken);
            var elapsed = time.GetElapsedTime(start);
            var (service, silence) = state == PortState.Open && isTalking ? await _talk.TalkAsync(socket, port, route.Address, cancellationToken) : (null, null);
            return new PortFinding(port, state, elapsed, service, reason ?? silence);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<(PortState State, string? Reason)> ConnectAsync(Socket socket, IPEndPoint here, CancellationToken cancellationToken)
    {
        using var own = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(own.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(here, either.Token);
            return (PortState.Open, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (PortState.Filtered, null);
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.ConnectionRefused or SocketError.ConnectionReset => (PortState.Closed, null),
                SocketError.TimedOut => (PortState.Filtered, null),
                SocketError.HostUnreachable or SocketError.HostDown or SocketError.NetworkUnreachable => (PortState.Unreachable, null),
                _ => (PortState.NotAsked, $"This host could not connect: {e.SocketErrorCode}."),
            };
        }
    }
}
