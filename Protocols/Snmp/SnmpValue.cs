using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Nms.Snmp;

/// <summary>The value of an instance (RFC 2578 §7.1, RFC 3416 §3): a type and a number or bytes. The default value is <see cref="Null"/>.</summary>
/// <remarks>One that was received is a slice of its datagram and keeps all of it in memory.</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly partial struct SnmpValue : IEquatable<SnmpValue>
{
    private readonly byte[]? _bytes;
    private readonly ulong _number;
    private readonly ushort _offset;
    private readonly ushort _length;
    private readonly byte _type;

    internal SnmpValue(SnmpType type, ulong number)
    {
        _type = (byte)type;
        _number = number;
    }

    internal SnmpValue(SnmpType type, byte[] bytes, int offset, int length)
    {
        _type = (byte)type;
        _bytes = bytes;
        _offset = (ushort)offset;
        _length = (ushort)length;
    }

    /// <summary>No value.</summary>
    public static SnmpValue Null => default;

    /// <summary>"No such object".</summary>
    public static SnmpValue NoSuchObject => new(SnmpType.NoSuchObject, 0);

    /// <summary>"No such instance".</summary>
    public static SnmpValue NoSuchInstance => new(SnmpType.NoSuchInstance, 0);

    /// <summary>"Nothing follows".</summary>
    public static SnmpValue EndOfMibView => new(SnmpType.EndOfMibView, 0);

    /// <summary>Its type.</summary>
    public SnmpType Type => _type == 0 ? SnmpType.Null : (SnmpType)_type;

    /// <summary>False for Null and for the three ways of an agent to say that there is nothing.</summary>
    public bool Exists => Type is not (SnmpType.Null or SnmpType.NoSuchObject or SnmpType.NoSuchInstance or SnmpType.EndOfMibView);

    /// <summary>True for the types that are numbers.</summary>
    public bool IsNumber => Type is SnmpType.Integer32 or SnmpType.Counter32 or SnmpType.Gauge32 or SnmpType.TimeTicks or SnmpType.Counter64;

    /// <summary>The bytes of a string, an Opaque, an address, or the encoding of an identifier; empty for numbers.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes is null ? [] : _bytes.AsSpan(_offset, _length);

    /// <summary>Makes an Integer32.</summary>
    public static SnmpValue Integer32(int value) => new(SnmpType.Integer32, (ulong)(long)value);

    /// <summary>Makes an OCTET STRING of bytes, at most 65,535.</summary>
    public static SnmpValue OctetString(ReadOnlySpan<byte> value) => Copy(SnmpType.OctetString, value);

    /// <summary>Makes an OCTET STRING of a text in UTF-8.</summary>
    public static SnmpValue OctetString(string value) => Copy(SnmpType.OctetString, Encoding.UTF8.GetBytes(value));

    /// <summary>Makes an OBJECT IDENTIFIER.</summary>
    public static SnmpValue ObjectIdentifier(Oid value) => Copy(SnmpType.ObjectIdentifier, value.Encoded);

    /// <summary>Makes an IpAddress.</summary>
    /// <exception cref="ArgumentException">The address is not IPv4.</exception>
    public static SnmpValue IpAddress(IPAddress value) => value.AddressFamily == AddressFamily.InterNetwork
        ? Copy(SnmpType.IpAddress, value.GetAddressBytes())
        : throw new ArgumentException("An IpAddress of SNMP is an IPv4 address.", nameof(value));

    /// <summary>Makes a Counter32.</summary>
    public static SnmpValue Counter32(uint value) => new(SnmpType.Counter32, value);

    /// <summary>Makes a Gauge32 or Unsigned32.</summary>
    public static SnmpValue Gauge32(uint value) => new(SnmpType.Gauge32, value);

    /// <summary>Makes a TimeTicks of hundredths of a second.</summary>
    public static SnmpValue TimeTicks(uint value) => new(SnmpType.TimeTicks, value);

    /// <summary>Makes a Counter64.</summary>
    public static SnmpValue Counter64(ulong value) => new(SnmpType.Counter64, value);

    /// <summary>Makes an Opaque of bytes.</summary>
    public static SnmpValue Opaque(ReadOnlySpan<byte> value) => Copy(SnmpType.Opaque, value);

    /// <summary>Makes an Opaque float, as Net-SNMP packs it.</summary>
    public static SnmpValue OpaqueFloat(float value)
    {
        Span<byte> bytes = [0x9F, 0x78, 4, 0, 0, 0, 0];
        BinaryPrimitives.WriteSingleBigEndian(bytes[3..], value);
        return Copy(SnmpType.Opaque, bytes);
    }

    /// <summary>Makes an Opaque double, as Net-SNMP packs it.</summary>
    public static SnmpValue OpaqueDouble(double value)
    {
        Span<byte> bytes = [0x9F, 0x79, 8, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteDoubleBigEndian(bytes[3..], value);
        return Copy(SnmpType.Opaque, bytes);
    }

    /// <summary>A copy that keeps no datagram in memory.</summary>
    public SnmpValue ToOwned() => _bytes is null ? this : Copy(Type, Bytes);

    /// <inheritdoc/>
    public bool Equals(SnmpValue other) => Type == other.Type && _number == other._number && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SnmpValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Type);
        hash.Add(_number);
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>Equality of type and content.</summary>
    public static bool operator ==(SnmpValue left, SnmpValue right) => left.Equals(right);

    /// <summary>Inequality of type or content.</summary>
    public static bool operator !=(SnmpValue left, SnmpValue right) => !left.Equals(right);

    private static SnmpValue Copy(SnmpType type, ReadOnlySpan<byte> bytes) => bytes.Length <= ushort.MaxValue
        ? new SnmpValue(type, bytes.ToArray(), 0, bytes.Length)
        : throw new ArgumentException("A value of SNMP has at most 65,535 bytes.", nameof(bytes));
}
