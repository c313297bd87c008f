using System.Net.Sockets;

namespace Nms.Probes.Native;

/// <summary>
/// The ICMP errors that Linux keeps for a socket (IP_RECVERR): who reported, what, and the packet it quotes. The system finds the socket
/// by addresses and ports, so that nobody needs rights, and nobody forges without having seen the probe.
/// </summary>
internal static unsafe class ErrorQueue
{
    private const int ControlHeaderBytes = 16;
    private const int ErrorBytes = 16;

    public static void Enable(SocketHandle socket, AddressFamily family)
    {
        if (family == AddressFamily.InterNetwork)
        {
            socket.TrySet(Libc.SolIp, Libc.IpReceiveErrors, 1);
        }
        else
        {
            socket.TrySet(Libc.SolIpV6, Libc.IpV6ReceiveErrors, 1);
        }
    }

    /// <summary>Takes the oldest error.</summary>
    public static bool TryTake(SocketHandle socket, AddressFamily family, Span<byte> quoted, out int length, out Entry entry)
    {
        Span<byte> control = stackalloc byte[512];
        entry = default;
        length = 0;
        fixed (byte* data = quoted, room = control)
        {
            var piece = new Libc.Piece { Data = data, Length = (nuint)quoted.Length };
            var message = new Libc.MessageHeader { Pieces = &piece, PieceCount = 1, Control = room, ControlLength = (nuint)control.Length };
            var received = Libc.Receive(socket, &message, Libc.MsgErrorQueue | Libc.MsgDontWait);
            if (received < 0)
            {
                return false;
            }

            length = (int)received;
            entry = Read(control[..(int)message.ControlLength], family);
            return true;
        }
    }

    /// <summary>struct cmsghdr, struct sock_extended_err, and the sockaddr of the reporter.</summary>
    internal static Entry Read(ReadOnlySpan<byte> control, AddressFamily family)
    {
        var (level, type) = family == AddressFamily.InterNetwork ? (Libc.SolIp, Libc.IpReceiveErrors) : (Libc.SolIpV6, Libc.IpV6ReceiveErrors);
        while (control.Length >= ControlHeaderBytes)
        {
            var size = (int)Math.Min(BitConverter.ToUInt64(control), (ulong)control.Length);
            if (size < ControlHeaderBytes)
            {
                break;
            }

            var content = control[ControlHeaderBytes..size];
            if (BitConverter.ToInt32(control[8..]) == level && BitConverter.ToInt32(control[12..]) == type && content.Length >= ErrorBytes + SocketNameBytes(family))
            {
                return new Entry(BitConverter.ToInt32(content), content[4], content[5], content[6], SocketName.Address(content[ErrorBytes..], family));
            }

            control = control[Math.Min((size + 7) & ~7, control.Length)..];
        }

        return default;
    }

    private static int SocketNameBytes(AddressFamily family) => family == AddressFamily.InterNetwork ? 8 : 24;

    /// <param name="Error">The system's error number.</param>
    /// <param name="Origin">2 ICMP, 3 ICMPv6; others are this host itself.</param>
    /// <param name="Type">ICMP's type.</param>
    /// <param name="Code">ICMP's code.</param>
    /// <param name="From">Who reported it.</param>
    internal readonly record struct Entry(int Error, byte Origin, byte Type, byte Code, UInt128 From)
    {
        public bool IsFromNetwork => Origin is 2 or 3;

        public bool IsHopLimit => Type == (Origin == 2 ? 11 : 3);
    }
}
