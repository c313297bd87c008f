namespace Nms.Snmp.Codec;

/// <summary>Values to bytes and back.</summary>
internal static class ValueCodec
{
    public static void Write(ref BerWriter writer, SnmpValue value)
    {
        switch (value.Type)
        {
            case SnmpType.Integer32:
                value.TryGetInt64(out var signed);
                writer.WriteInteger(signed);
                break;
            case SnmpType.Counter32 or SnmpType.Gauge32 or SnmpType.TimeTicks or SnmpType.Counter64:
                value.TryGetUInt64(out var unsigned);
                writer.WriteUnsigned(unsigned, (byte)value.Type);
                break;
            default:
                writer.WriteBytes(value.Bytes, (byte)value.Type);
                break;
        }
    }

    public static SnmpValue Read(byte[] datagram, ref BerReader reader)
    {
        var type = (SnmpType)reader.NextTag;
        switch (type)
        {
            case SnmpType.Integer32:
                return new SnmpValue(type, (ulong)reader.ReadInteger(4));
            case SnmpType.Counter32 or SnmpType.Gauge32 or SnmpType.TimeTicks:
                return new SnmpValue(type, reader.ReadUnsigned(4, (byte)type));
            case SnmpType.Counter64:
                return new SnmpValue(type, reader.ReadUnsigned(8, (byte)type));
            case SnmpType.OctetString or SnmpType.Opaque:
                return Slice(type, datagram, reader.ReadRange((byte)type));
            case SnmpType.IpAddress:
                return Slice(type, datagram, reader.ReadRange((byte)type, 4, 4));
            case SnmpType.ObjectIdentifier:
                return Slice(type, datagram, reader.ReadOid());
            case SnmpType.Null or SnmpType.NoSuchObject or SnmpType.NoSuchInstance or SnmpType.EndOfMibView:
                reader.ReadRange((byte)type, 0, 0);
                return new SnmpValue(type, 0);
            default:
                reader.Fail(reader.AtEnd ? SnmpFormatErrorKind.Truncated : SnmpFormatErrorKind.UnexpectedTag, reader.Position);
                return default;
        }
    }

    private static SnmpValue Slice(SnmpType type, byte[] datagram, Range range)
        => new(type, datagram, range.Start.Value, range.End.Value - range.Start.Value);
}
