using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Nms.Probes.Icmp;
using Nms.Probes.Native;
using Nms.Probes.Ranges;

namespace Nms.Probes.Trace;

/// <summary>Sends probes with few hops: a socket for each of UDP and TCP, one for all of ICMP.</summary>
internal sealed unsafe class TraceSockets(IPAddress target, TraceOptions options) : IDisposable
{
    private const int PayloadBytes = 32;

    private readonly ushort _identifier = (ushort)RandomNumberGenerator.GetInt32(1, 65_536);
    private SocketHandle? _shared;

    public AddressFamily Family => target.AddressFamily;

    public bool IsRaw { get; private set; }

    /// <summary>Sends a probe; null and the system's error number when it cannot.</summary>
    public SocketHandle? TrySend(int index, int hop, out int error)
    {
        if (options.Method == TraceMethod.Icmp)
        {
            return TrySendEcho(index, hop, out error);
        }

        var isUdp = options.Method == TraceMethod.Udp;
        var socket = SocketHandle.TryOpen(
            SocketHandle.FamilyOf(Family), (isUdp ? Libc.SockDgram : Libc.SockStream) | Libc.SockNonBlock, isUdp ? Libc.ProtoUdp : Libc.ProtoTcp, out error);
        if (socket is null)
        {
            return null;
        }

        Prepare(socket, hop);
        if (!isUdp)
        {
            // Closed by a reset, as TcpAttempt does it.
            socket.TrySet<(int On, int Seconds)>(Libc.SolSocket, Libc.SoLinger, (1, 0));
        }

        error = Connect(socket, isUdp ? (options.Port ?? 33_434) + (index % 5_000) : options.Port ?? 80);
        if (error == 0 && isUdp)
        {
            Span<byte> payload = stackalloc byte[PayloadBytes];
            payload.Fill((byte)'@');
            error = Send(socket, payload);
        }

        if (error is 0 or Libc.InProgress or Libc.ConnectionRefused)
        {
            error = 0;
            return socket;
        }

        socket.Dispose();
        return null;
    }

    /// <summary>Which probe a received or quoted ICMP message belongs to; -1 for none.</summary>
    public int IndexOf(ReadOnlySpan<byte> message, bool isQuoted)
    {
        var isV4 = Family == AddressFamily.InterNetwork;
        var type = isQuoted ? (isV4 ? 8 : 128) : (isV4 ? 0 : 129);
        if (!isQuoted && IsRaw && isV4)
        {
            var header = message.Length > 0 ? (message[0] & 0xF) * 4 : 0;
            message = message.Length > header ? message[header..] : default;
        }

        // The datagram socket's identifier is the system's, which has matched it.
        return message.Length >= IcmpCodec.HeaderBytes && message[0] == type && (!IsRaw || ((message[4] << 8) | message[5]) == _identifier)
            ? (message[6] << 8) | message[7]
            : -1;
    }

    public void Dispose() => _shared?.Dispose();

    private static int Send(SocketHandle socket, ReadOnlySpan<byte> payload)
    {
        fixed (byte* data = payload)
        {
            return Libc.Send(socket, data, payload.Length, Libc.MsgDontWait) >= 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    private SocketHandle? TrySendEcho(int index, int hop, out int error)
    {
        error = 0;
        if (_shared is null)
        {
            var (family, protocol) = (SocketHandle.FamilyOf(Family), Family == AddressFamily.InterNetwork ? Libc.ProtoIcmp : Libc.ProtoIcmpV6);
            _shared = SocketHandle.TryOpen(family, Libc.SockRaw | Libc.SockNonBlock, protocol, out _);
            IsRaw = _shared is not null;
            _shared ??= SocketHandle.TryOpen(family, Libc.SockDgram | Libc.SockNonBlock, protocol, out error);
            error = _shared is null ? error : Connect(_shared, 0);
            if (error != 0)
            {
                return null;
            }
        }

        Prepare(_shared!, hop);
        Span<byte> message = stackalloc byte[IcmpCodec.HeaderBytes + PayloadBytes];
        message.Fill((byte)'@');
        IcmpCodec.WriteEchoRequest(message, Family, _identifier, (ushort)index);

        // An error that waits at the socket is given to the next call, whatever it is.
        error = Send(_shared!, message);
        error = error is Libc.HostUnreachable or Libc.NetworkUnreachable ? Send(_shared!, message) : error;
        return error == 0 ? _shared : null;
    }

    private void Prepare(SocketHandle socket, int hop)
    {
        ErrorQueue.Enable(socket, Family);
        if (Family == AddressFamily.InterNetwork)
        {
            socket.TrySet(Libc.SolIp, Libc.IpTtl, hop);
        }
        else
        {
            socket.TrySet(Libc.SolIpV6, Libc.IpV6UnicastHops, hop);
        }
    }

    private int Connect(SocketHandle socket, int port)
    {
        Span<byte> name = stackalloc byte[SocketName.Size];
        var length = SocketName.Write(name, Family, AddressNumber.Of(target), Family == AddressFamily.InterNetworkV6 ? (uint)target.ScopeId : 0, port);
        fixed (byte* address = name)
        {
            return Libc.Connect(socket, address, length) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }
}
