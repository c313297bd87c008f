using System.Buffers.Binary;
using System.Net.Sockets;
using Nms.Probes.Ranges;

namespace Nms.Probes.Icmp;

/// <summary>ICMP (RFC 792) and ICMPv6 (RFC 4443) as far as echo and its errors go. Neither throws nor allocates.</summary>
internal static class IcmpCodec
{
    public const int HeaderBytes = 8;
    private const int IPv6HeaderBytes = 40;

    /// <summary>Writes an echo request: RFC 792 page 14, RFC 4443 §4.1. The system computes ICMPv6's checksum.</summary>
    public static void WriteEchoRequest(Span<byte> message, AddressFamily family, ushort identifier, ushort sequence)
    {
        message[0] = (byte)(family == AddressFamily.InterNetwork ? 8 : 128);
        message[1] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(message[4..], identifier);
        BinaryPrimitives.WriteUInt16BigEndian(message[6..], sequence);
        if (family == AddressFamily.InterNetwork)
        {
            BinaryPrimitives.WriteUInt16BigEndian(message[2..], Checksum(message));
        }
    }

    /// <summary>Reads what a socket received.</summary>
    /// <param name="datagram">The bytes.</param>
    /// <param name="family">IPv4 or IPv6.</param>
    /// <param name="hasHeader">Whether the IP header comes first, as raw sockets of IPv4 have it.</param>
    /// <param name="isWhole">Whether nothing was cut off, so that the checksum can be checked.</param>
    /// <param name="message">What it says.</param>
    public static bool TryRead(ReadOnlySpan<byte> datagram, AddressFamily family, bool hasHeader, bool isWhole, out IcmpMessage message)
    {
        message = default;
        if (hasHeader && !TrySkipHeader(ref datagram, protocol: 1, out _))
        {
            return false;
        }

        // RFC 792: the checksum is over the whole ICMP message; a raw socket gets it before the system has looked.
        if (datagram.Length < HeaderBytes || (hasHeader && isWhole && Checksum(datagram) != 0))
        {
            return false;
        }

        var kind = Kind(datagram[0], family);
        message = kind switch
        {
            IcmpMessageKind.Other => new IcmpMessage { Kind = kind },
            IcmpMessageKind.EchoReply => ReadEcho(datagram, kind, datagram[1], 0),
            _ => ReadQuoted(datagram[HeaderBytes..], family, kind, datagram[1]),
        };
        return true;
    }

    /// <summary>The Internet checksum, RFC 1071 §4.1.</summary>
    public static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        while (bytes.Length >= 4)
        {
            sum += BinaryPrimitives.ReadUInt32BigEndian(bytes);
            bytes = bytes[4..];
        }

        if (bytes.Length >= 2)
        {
            sum += (ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 16;
            bytes = bytes[2..];
            sum += bytes.Length == 1 ? (ulong)bytes[0] << 8 : 0;
        }
        else if (bytes.Length == 1)
        {
            sum += (ulong)bytes[0] << 24;
        }

        while (sum >> 16 != 0)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    private static IcmpMessageKind Kind(byte type, AddressFamily family) => (family == AddressFamily.InterNetwork, type) switch
    {
        (true, 0) or (false, 129) => IcmpMessageKind.EchoReply,
        (true, 3) or (false, 1) => IcmpMessageKind.Unreachable,
        (true, 11) or (false, 3) => IcmpMessageKind.HopLimitExceeded,
        _ => IcmpMessageKind.Other,
    };

    private static IcmpMessage ReadEcho(ReadOnlySpan<byte> message, IcmpMessageKind kind, byte code, UInt128 quotedTo) => new()
    {
        Kind = kind,
        Code = code,
        Identifier = BinaryPrimitives.ReadUInt16BigEndian(message[4..]),
        Sequence = BinaryPrimitives.ReadUInt16BigEndian(message[6..]),
        Payload = message[HeaderBytes..],
        QuotedTo = quotedTo,
    };

    /// <summary>The request inside an error: RFC 792 quotes at least eight bytes behind the header, which are the echo's own.</summary>
    private static IcmpMessage ReadQuoted(ReadOnlySpan<byte> quoted, AddressFamily family, IcmpMessageKind kind, byte code)
    {
        UInt128 to;
        if (family == AddressFamily.InterNetwork)
        {
            if (!TrySkipHeader(ref quoted, protocol: 1, out to))
            {
                return new IcmpMessage { Kind = IcmpMessageKind.Other };
            }
        }
        else if (quoted.Length < IPv6HeaderBytes || quoted[0] >> 4 != 6 || quoted[6] != 58)
        {
            return new IcmpMessage { Kind = IcmpMessageKind.Other };
        }
        else
        {
            to = AddressNumber.Of(quoted.Slice(24, 16));
            quoted = quoted[IPv6HeaderBytes..];
        }

        var isRequest = quoted.Length >= HeaderBytes && quoted[0] == (family == AddressFamily.InterNetwork ? 8 : 128);
        return isRequest ? ReadEcho(quoted, kind, code, to) : new IcmpMessage { Kind = IcmpMessageKind.Other };
    }

    /// <summary>Steps over a header of IPv4 with its options, RFC 791 §3.1.</summary>
    private static bool TrySkipHeader(ref ReadOnlySpan<byte> packet, byte protocol, out UInt128 to)
    {
        to = 0;
        if (packet.Length < 20 || packet[0] >> 4 != 4 || packet[9] != protocol)
        {
            return false;
        }

        var length = (packet[0] & 0xF) * 4;
        if (length < 20 || packet.Length < length)
        {
            return false;
        }

        to = BinaryPrimitives.ReadUInt32BigEndian(packet[16..]);
        packet = packet[length..];
        return true;
    }
}
