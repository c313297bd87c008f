using System.Net;
using System.Net.Sockets;
using System.Text;
using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Values of agents as the types they stand for; null for what cannot be one.</summary>
internal static class AgentValue
{
    public static int? Int(SnmpValue value) => value.TryGetInt32(out var number) ? number : null;

    public static long? Long(SnmpValue value) => value.TryGetInt64(out var number) ? number : null;

    public static ulong? Unsigned(SnmpValue value) => value.TryGetUInt64(out var number) ? number : null;

    public static TimeSpan? Time(SnmpValue value) => value.TryGetTimeSpan(out var time) ? time : null;

    /// <summary>An address of hardware: lower-case with colons; null for none and for zeros.</summary>
    public static string? Mac(SnmpValue value)
    {
        var bytes = value.Type == SnmpType.OctetString ? value.Bytes : [];

        // Arista and Palo Alto give the text of the address.
        if (bytes.Length == 17 && TextOfMac(bytes) is { } text)
        {
            return text;
        }

        return bytes.Length is >= 6 and <= 20 && bytes.ContainsAnyExcept((byte)0) ? Mac(bytes) : null;
    }

    public static string Mac(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 3);
        foreach (var octet in bytes)
        {
            text.Append(text.Length > 0 ? ":" : "").Append(Convert.ToHexStringLower([octet]));
        }

        return text.ToString();
    }

    /// <summary>An IpAddress, or the 4, 8, 16 or 20 bytes of an InetAddress (the last with a zone).</summary>
    public static IPAddress? Address(SnmpValue value) => value.TryGetIpAddress(out var address) ? address
        : value.Type == SnmpType.OctetString ? Address(value.Bytes) : null;

    public static IPAddress? Address(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        4 => new IPAddress(bytes),
        8 => new IPAddress(bytes[..4]),
        16 => new IPAddress(bytes),

        // The zone of an agent means nothing here: it is the agent's own number of an interface.
        20 => new IPAddress(bytes[..16]),
        _ => null,
    };

    /// <summary>The length of a mask; null for one with gaps.</summary>
    public static int? PrefixLength(IPAddress? mask)
    {
        if (mask?.AddressFamily != AddressFamily.InterNetwork)
        {
            return null;
        }

        var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(mask.GetAddressBytes());
        var length = System.Numerics.BitOperations.LeadingZeroCount(~bits);
        return length == 32 || bits << length == 0 ? length : null;
    }

    private static string? TextOfMac(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i % 3 == 2 ? bytes[i] is not ((byte)':' or (byte)'-') : !char.IsAsciiHexDigit((char)bytes[i]))
            {
                return null;
            }
        }

        return Encoding.ASCII.GetString(bytes).Replace('-', ':').ToLowerInvariant();
    }
}
