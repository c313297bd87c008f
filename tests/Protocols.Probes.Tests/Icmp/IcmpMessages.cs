using System.Buffers.Binary;
using Nms.Probes.Icmp;

namespace Nms.Protocols.Probes.Tests.Icmp;

/// <summary>Datagrams as a raw socket of IPv4 gives them, and what becomes of them in hostile hands.</summary>
internal static class IcmpMessages
{
    public static byte[] Reply(ushort identifier, ushort sequence, int options = 0, byte[]? payload = null) =>
        [.. Header(options), .. Echo(0, identifier, sequence, payload ?? new byte[24])];

    public static byte[] Echo(byte type, ushort identifier, ushort sequence, byte[] payload)
    {
        byte[] message = [type, 0, 0, 0, 0, 0, 0, 0, .. payload];
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), identifier);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), sequence);
        return Sealed(message);
    }

    public static byte[] Error(byte type, byte code, ushort identifier, ushort sequence, uint to)
    {
        var quoted = Header(0);
        BinaryPrimitives.WriteUInt32BigEndian(quoted.AsSpan(16), to);
        return [.. Header(0), .. Sealed([type, code, 0, 0, 0, 0, 0, 0, .. quoted, .. Echo(8, identifier, sequence, [])])];
    }

    public static byte[] ErrorV6(byte type)
    {
        var quoted = new byte[40];
        (quoted[0], quoted[6]) = (0x60, 58);
        return [type, 0, 0, 0, 0, 0, 0, 0, .. quoted, .. Echo(128, 1, 2, new byte[24])];
    }

    /// <summary>Cuts, lengthens, flips bits and overwrites; sometimes with the checksum made right again.</summary>
    public static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed[..random.Next(seed.Length + 1)];
        if (random.Next(3) == 0)
        {
            bytes = [.. seed, .. new byte[random.Next(64)]];
        }

        for (var changes = random.Next(6); changes > 0 && bytes.Length > 0; changes--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(3) switch { 0 => 0, 1 => 0xFF, _ => (byte)random.Next(256) };
        }

        var header = bytes.Length > 0 ? (bytes[0] & 0xF) * 4 : 0;
        if (random.Next(2) == 0 && bytes.Length >= header + 8)
        {
            Seal(bytes.AsSpan(header));
        }

        return bytes;
    }

    private static byte[] Header(int options)
    {
        var header = new byte[20 + options];
        (header[0], header[8], header[9]) = ((byte)(0x40 | (header.Length / 4)), 64, 1);
        return header;
    }

    private static byte[] Sealed(byte[] message)
    {
        Seal(message);
        return message;
    }

    private static void Seal(Span<byte> message)
    {
        message[2..4].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], IcmpCodec.Checksum(message));
    }
}
