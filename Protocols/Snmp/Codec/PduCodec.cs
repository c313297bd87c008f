using System.Net;

namespace Nms.Snmp.Codec;

/// <summary>PDUs to bytes and back (RFC 3416 §3, RFC 1157 §4.1).</summary>
internal static class PduCodec
{
    public static void Write(ref BerWriter writer, PduType type, int requestId, int errorStatus, int errorIndex, scoped ReadOnlySpan<VarBind> varBinds)
    {
        var end = writer.Start;
        WriteVarBinds(ref writer, varBinds);
        writer.WriteInteger(errorIndex);
        writer.WriteInteger(errorStatus);
        writer.WriteInteger(requestId);
        writer.WriteHeader(end, (byte)type);
    }

    public static void Write(ref BerWriter writer, SnmpPdu pdu)
    {
        var varBinds = pdu.VarBinds as VarBind[] ?? [.. pdu.VarBinds];
        if (pdu.Type != PduType.TrapV1)
        {
            Write(ref writer, pdu.Type, pdu.RequestId, (int)pdu.ErrorStatus, pdu.ErrorIndex, varBinds);
            return;
        }

        var trap = pdu.Trap ?? throw new ArgumentException("A TrapV1 PDU needs its Trap.", nameof(pdu));
        var end = writer.Start;
        WriteVarBinds(ref writer, varBinds);
        writer.WriteUnsigned(trap.Timestamp, (byte)SnmpType.TimeTicks);
        writer.WriteInteger(trap.Specific);
        writer.WriteInteger(trap.Generic);
        writer.WriteBytes(trap.AgentAddress.GetAddressBytes(), (byte)SnmpType.IpAddress);
        writer.WriteBytes(trap.Enterprise.Encoded, (byte)SnmpType.ObjectIdentifier);
        writer.WriteHeader(end, (byte)PduType.TrapV1);
    }

    /// <summary>Reads a PDU whole. The values are slices of <paramref name="datagram"/>.</summary>
    public static SnmpPdu? Read(byte[] datagram, ref BerReader reader)
    {
        if (reader.NextTag == (byte)PduType.TrapV1)
        {
            return ReadTrapV1(datagram, ref reader);
        }

        var head = ReadHead(ref reader);
        if (reader.Failed)
        {
            return null;
        }

        var inner = new BerReader(datagram, head.VarBindsStart, head.VarBindsEnd);
        var varBinds = ReadVarBinds(datagram, ref inner);
        reader.Adopt(inner);
        return reader.Failed ? null : new SnmpPdu
        {
            Type = head.Type,
            RequestId = head.RequestId,
            ErrorStatus = (SnmpErrorStatus)head.ErrorStatus,
            ErrorIndex = head.ErrorIndex,
            VarBinds = varBinds,
        };
    }

    /// <summary>Reads everything but the variable bindings; they lie where the head says and have not been looked at.</summary>
    public static PduHead ReadHead(ref BerReader reader)
    {
        var type = (PduType)reader.NextTag;
        if (type is < PduType.GetRequest or > PduType.Report or PduType.TrapV1)
        {
            reader.Fail(reader.AtEnd ? SnmpFormatErrorKind.Truncated : SnmpFormatErrorKind.UnexpectedTag, reader.Position);
            return default;
        }

        var pdu = reader.ReadConstructed((byte)type);
        var requestId = pdu.ReadInt32();
        var errorStatus = pdu.ReadInt32();
        var errorIndex = pdu.ReadInt32();
        var varBinds = pdu.ReadConstructed(BerWriter.Sequence);
        pdu.ExpectEnd();
        reader.Adopt(pdu);
        return new PduHead(type, requestId, errorStatus, errorIndex, varBinds.Position, varBinds.End);
    }

    /// <summary>Reads variable bindings to an array of exactly their number.</summary>
    public static VarBind[] ReadVarBinds(byte[] datagram, ref BerReader reader)
    {
        var elements = reader;
        var count = 0;
        while (!elements.AtEnd)
        {
            elements.ReadConstructed(BerWriter.Sequence);
            count++;
        }

        if (elements.Failed)
        {
            reader.Adopt(elements);
            return [];
        }

        var varBinds = count == 0 ? [] : new VarBind[count];
        ReadVarBinds(datagram, ref reader, varBinds);
        return varBinds;
    }

    /// <summary>Reads variable bindings into a given place and allocates nothing.</summary>
    /// <returns>How many there were.</returns>
    public static int ReadVarBinds(byte[] datagram, ref BerReader reader, Span<VarBind> destination)
    {
        var count = 0;
        while (!reader.AtEnd && !reader.Failed)
        {
            if (count == destination.Length)
            {
                reader.Fail(SnmpFormatErrorKind.WrongLength, reader.Position);
                break;
            }

            var varBind = reader.ReadConstructed(BerWriter.Sequence);
            var name = varBind.ReadOid();
            var value = ValueCodec.Read(datagram, ref varBind);
            varBind.ExpectEnd();
            reader.Adopt(varBind);
            if (!reader.Failed)
            {
                destination[count++] = new VarBind(new Oid(datagram, name.Start.Value, name.End.Value - name.Start.Value), value);
            }
        }

        return reader.Failed ? 0 : count;
    }

    private static SnmpPdu? ReadTrapV1(byte[] datagram, ref BerReader reader)
    {
        var pdu = reader.ReadConstructed((byte)PduType.TrapV1);
        var enterprise = pdu.ReadOid();
        var address = pdu.ReadBytes((byte)SnmpType.IpAddress, 4, 4);
        var generic = pdu.ReadInt32();
        var specific = pdu.ReadInt32();
        var timestamp = (uint)pdu.ReadUnsigned(4, (byte)SnmpType.TimeTicks);
        var inner = pdu.ReadConstructed(BerWriter.Sequence);
        pdu.ExpectEnd();
        reader.Adopt(pdu);
        var varBinds = ReadVarBinds(datagram, ref inner);
        reader.Adopt(inner);
        return reader.Failed ? null : new SnmpPdu
        {
            Type = PduType.TrapV1,
            VarBinds = varBinds,
            Trap = new TrapV1(
                new Oid(datagram, enterprise.Start.Value, enterprise.End.Value - enterprise.Start.Value), new IPAddress(address), generic, specific, timestamp),
        };
    }

    private static void WriteVarBinds(ref BerWriter writer, scoped ReadOnlySpan<VarBind> varBinds)
    {
        var end = writer.Start;
        for (var i = varBinds.Length - 1; i >= 0; i--)
        {
            var endOfOne = writer.Start;
            ValueCodec.Write(ref writer, varBinds[i].Value);
            writer.WriteBytes(varBinds[i].Oid.Encoded, (byte)SnmpType.ObjectIdentifier);
            writer.WriteHeader(endOfOne, BerWriter.Sequence);
        }

        writer.WriteHeader(end, BerWriter.Sequence);
    }
}
