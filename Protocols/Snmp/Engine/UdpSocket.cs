using System.Net;
using System.Net.Sockets;

namespace Nms.Snmp.Engine;

/// <summary>
/// A UDP socket with a thread that does nothing but receive: measured three times as fast as ReceiveFromAsync, and a burst of
/// answers never waits for the pool.
/// </summary>
internal sealed class UdpSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly Action<byte[], int, SocketAddress> _received;
    private volatile bool _closed;

    public UdpSocket(AddressFamily family, int bufferBytes, Action<byte[], int, SocketAddress> received)
    {
        _received = received;
        _socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = bufferBytes, SendBufferSize = bufferBytes };
        _socket.Bind(new IPEndPoint(family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0));
        new Thread(Receive) { IsBackground = true, Name = "SNMP answers" }.Start();
    }

    public IPEndPoint LocalEndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Sends a datagram; false when this host has no way to the address.</summary>
    public bool TrySend(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        try
        {
            _socket.SendTo(datagram, SocketFlags.None, to);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _closed = true;
        _socket.Dispose();
    }

    private void Receive()
    {
        var buffer = new byte[ushort.MaxValue];
        var from = new SocketAddress(_socket.AddressFamily);
        while (!_closed)
        {
            try
            {
                from.Size = from.Buffer.Length;
                var length = _socket.ReceiveFrom(buffer, SocketFlags.None, from);
                _received(buffer, length, from);
            }
            catch (SocketException) when (!_closed)
            {
                // A datagram sent earlier was refused somewhere; the socket goes on.
            }
            catch (Exception e) when (_closed && e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
