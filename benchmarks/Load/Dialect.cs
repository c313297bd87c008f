using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Nms.Load;

/// <summary>How a client of a fan-out server introduces itself, and where one message ends and the next begins.</summary>
internal abstract class Dialect
{
    /// <summary>What a client sends first.</summary>
    public abstract byte[] Hello { get; }

    /// <summary>How many bytes of the beginning are the answer to that; 0 while it is not whole.</summary>
    public abstract int Welcome(ReadOnlySpan<byte> received);

    /// <summary>The first message of what was received and its whole length; 0 while it is not whole.</summary>
    public abstract int Next(ReadOnlySpan<byte> received, out ReadOnlySpan<byte> message);

    public static Dialect WebSocket(string path, int port, string? authorization) => new WebSocketDialect(path, port, authorization);

    public static Dialect Redis(string channel) => new RedisDialect(channel);

    private sealed class WebSocketDialect(string path, int port, string? authorization) : Dialect
    {
        public override byte[] Hello { get; } = Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{(authorization is null ? "" : $"Authorization: {authorization}\r\n")}\r\n");

        public override int Welcome(ReadOnlySpan<byte> received)
        {
            var end = received.IndexOf("\r\n\r\n"u8);
            return end < 0 ? 0
                : received.StartsWith("HTTP/1.1 101"u8) ? end + 4
                : throw new InvalidOperationException($"The server refused a WebSocket: {Encoding.ASCII.GetString(received)}");
        }

        // RFC 6455 5.2; a server does not mask.
        public override int Next(ReadOnlySpan<byte> received, out ReadOnlySpan<byte> message)
        {
            message = default;
            if (received.Length < 2)
            {
                return 0;
            }

            var (length, header) = (received[1] & 0x7F) switch
            {
                126 => (received.Length < 4 ? -1 : BinaryPrimitives.ReadUInt16BigEndian(received[2..]), 4),
                127 => (received.Length < 10 ? -1 : checked((int)BinaryPrimitives.ReadUInt64BigEndian(received[2..])), 10),
                var small => (small, 2),
            };
            if (length < 0 || received.Length < header + length)
            {
                return 0;
            }

            var opcode = received[0] & 0x0F;
            if (opcode == 8)
            {
                throw new InvalidOperationException($"The server closed: {Encoding.UTF8.GetString(received.Slice(header + 2, length - 2))}");
            }

            // Only text counts as a message; a ping does not.
            message = opcode == 1 ? received.Slice(header, length) : default;
            return header + length;
        }
    }

    private sealed class RedisDialect(string channel) : Dialect
    {
        public override byte[] Hello { get; } = Encoding.ASCII.GetBytes($"SUBSCRIBE {channel}\r\n");

        public override int Welcome(ReadOnlySpan<byte> received)
        {
            var end = received.IndexOf(":1\r\n"u8);
            return end < 0 ? 0 : end + 4;
        }

        // *3 $7 message $n channel $m payload
        public override int Next(ReadOnlySpan<byte> received, out ReadOnlySpan<byte> message)
        {
            message = default;
            var at = 0;
            ReadOnlySpan<byte> last = default;
            if (!Line(received, ref at, out _))
            {
                return 0;
            }

            for (var i = 0; i < 3; i++)
            {
                if (!Line(received, ref at, out var header))
                {
                    return 0;
                }

                var length = int.Parse(header[1..], CultureInfo.InvariantCulture);
                if (received.Length < at + length + 2)
                {
                    return 0;
                }

                last = received.Slice(at, length);
                at += length + 2;
            }

            message = last;
            return at;
        }

        private static bool Line(ReadOnlySpan<byte> received, ref int at, out ReadOnlySpan<byte> line)
        {
            var end = received[at..].IndexOf("\r\n"u8);
            line = end < 0 ? default : received.Slice(at, end);
            at += end + 2;
            return end >= 0;
        }
    }
}
