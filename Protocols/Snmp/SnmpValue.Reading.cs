using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;

namespace Nms.Snmp;

public readonly partial struct SnmpValue
{
    private static readonly UTF8Encoding s_strictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The number of any numeric type that fits 32 signed bits.</summary>
    public bool TryGetInt32(out int value)
    {
        var fits = TryGetInt64(out var wide) && wide is >= int.MinValue and <= int.MaxValue;
        value = fits ? (int)wide : 0;
        return fits;
    }

    /// <summary>The number of any numeric type that fits 64 signed bits.</summary>
    public bool TryGetInt64(out long value)
    {
        value = (long)_number;
        return IsNumber && (Type != SnmpType.Counter64 || value >= 0);
    }

    /// <summary>The number of any numeric type that is not negative.</summary>
    public bool TryGetUInt64(out ulong value)
    {
        value = _number;
        return IsNumber && (Type != SnmpType.Integer32 || (long)_number >= 0);
    }

    /// <summary>The time of a TimeTicks (RFC 2578 §7.1.8).</summary>
    public bool TryGetTimeSpan(out TimeSpan value)
    {
        value = TimeSpan.FromTicks((long)_number * (TimeSpan.TicksPerSecond / 100));
        return Type == SnmpType.TimeTicks;
    }

    /// <summary>The identifier of an OBJECT IDENTIFIER (RFC 2578 §7.1.3).</summary>
    public bool TryGetOid(out Oid value)
    {
        value = Type == SnmpType.ObjectIdentifier ? new Oid(_bytes!, _offset, _length) : default;
        return Type == SnmpType.ObjectIdentifier;
    }

    /// <summary>The address of an IpAddress (RFC 2578 §7.1.5).</summary>
    public bool TryGetIpAddress([NotNullWhen(true)] out IPAddress? value)
    {
        value = Type == SnmpType.IpAddress ? new IPAddress(Bytes) : null;
        return value is not null;
    }

    /// <summary>The floating-point number in an Opaque (RFC 2578 §7.1.9), if it holds one; no RFC says how, Net-SNMP does.</summary>
    public bool TryGetDouble(out double value)
    {
        value = Type != SnmpType.Opaque ? double.NaN : Bytes switch
        {
            [0x9F, 0x78, 4, _, _, _, _] => BinaryPrimitives.ReadSingleBigEndian(Bytes[3..]),
            [0x9F, 0x79, 8, _, _, _, _, _, _, _, _] => BinaryPrimitives.ReadDoubleBigEndian(Bytes[3..]),
            _ => double.NaN,
        };
        return Type == SnmpType.Opaque && Bytes is [0x9F, 0x78, 4, _, _, _, _] or [0x9F, 0x79, 8, _, _, _, _, _, _, _, _];
    }

    /// <summary>An OCTET STRING as text, when it is UTF-8 without control characters; otherwise its bytes in hexadecimal.</summary>
    public string ToText()
    {
        // Some agents count C's closing zero as part of the string.
        var bytes = Bytes is [.. var before, 0] ? before : Bytes;
        try
        {
            var text = s_strictUtf8.GetString(bytes);
            return text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')) ? Convert.ToHexString(Bytes) : text;
        }
        catch (DecoderFallbackException)
        {
            return Convert.ToHexString(Bytes);
        }
    }

    /// <summary>The value for people.</summary>
    public override string ToString() => Type switch
    {
        SnmpType.Integer32 => ((long)_number).ToString(CultureInfo.InvariantCulture),
        SnmpType.Counter32 or SnmpType.Gauge32 or SnmpType.TimeTicks or SnmpType.Counter64 => _number.ToString(CultureInfo.InvariantCulture),
        SnmpType.OctetString => ToText(),
        SnmpType.ObjectIdentifier when TryGetOid(out var oid) => oid.ToString(),
        SnmpType.IpAddress when TryGetIpAddress(out var address) => address.ToString(),
        SnmpType.Opaque => TryGetDouble(out var number) ? number.ToString(CultureInfo.InvariantCulture) : Convert.ToHexString(Bytes),
        _ => Type.ToString(),
    };
}
