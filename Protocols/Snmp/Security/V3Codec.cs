using Nms.Snmp.Codec;

namespace Nms.Snmp.Security;

/// <summary>Messages of SNMPv3 with the User-based Security Model to bytes and back.</summary>
internal static class V3Codec
{
    private const int UserSecurityModel = 3;
    private const int SmallestMaxSize = 484;

    [ThreadStatic]
    private static byte[]? t_plain;

    [ThreadStatic]
    private static byte[]? t_encrypted;

    /// <summary>Writes a message to the end of a buffer, signed and encrypted as the envelope says.</summary>
    /// <returns>Where it begins; -1 when it does not fit.</returns>
    public static int Write(
        Span<byte> buffer, in V3Envelope envelope, PduType type, int requestId, int errorStatus, int errorIndex, ReadOnlySpan<VarBind> varBinds)
    {
        var plain = t_plain ??= new byte[CommunityMessage.MaxDatagram];
        var scoped = new BerWriter(plain);
        PduCodec.Write(ref scoped, type, requestId, errorStatus, errorIndex, varBinds);
        scoped.WriteBytes(envelope.ContextName, (byte)SnmpType.OctetString);
        scoped.WriteBytes(envelope.ContextEngineId, (byte)SnmpType.OctetString);
        scoped.WriteHeader(plain.Length, BerWriter.Sequence);
        if (scoped.Overflowed)
        {
            return -1;
        }

        var writer = new BerWriter(buffer);
        Span<byte> salt = stackalloc byte[UsmKeys.SaltLength];
        if (envelope.Level == SecurityLevel.AuthPriv)
        {
            var encrypted = t_encrypted ??= new byte[CommunityMessage.MaxDatagram + 16];
            var length = envelope.Keys.Encrypt(scoped.Written, (uint)envelope.Boots, (uint)envelope.Time, salt, encrypted);
            writer.WriteBytes(encrypted.AsSpan(0, length), (byte)SnmpType.OctetString);
        }
        else
        {
            salt = [];
            writer.WriteRaw(scoped.Written);
        }

        var macAt = WriteHead(ref writer, envelope, salt);
        if (writer.Overflowed)
        {
            return -1;
        }

        if (envelope.Level != SecurityLevel.NoAuthNoPriv)
        {
            envelope.Keys.Sign(buffer[writer.Start..], macAt - writer.Start);
        }

        return writer.Start;
    }

    /// <summary>Reads everything but the scoped PDU.</summary>
    public static V3Head ReadHead(byte[] datagram, out SnmpFormatError error)
    {
        var reader = new BerReader(datagram);
        var message = reader.ReadMessage();
        var versionAt = message.Position;
        if (message.ReadInt32() != (int)SnmpVersion.V3)
        {
            message.Fail(SnmpFormatErrorKind.UnknownVersion, versionAt);
        }

        var global = message.ReadConstructed(BerWriter.Sequence);
        var messageId = global.ReadInt32(0, int.MaxValue);
        var maxSize = global.ReadInt32(SmallestMaxSize, int.MaxValue);
        var flagsAt = global.Position;
        var flags = global.ReadBytes((byte)SnmpType.OctetString, 1, 1) is [var only] ? only : (byte)0;
        if (global.ReadInt32(1, int.MaxValue) != UserSecurityModel || (flags & (V3Head.AuthFlag | V3Head.PrivFlag)) == V3Head.PrivFlag)
        {
            global.Fail(SnmpFormatErrorKind.BadSecurityParameters, flagsAt);
        }

        global.ExpectEnd();
        message.Adopt(global);

        var usmRange = message.ReadRange((byte)SnmpType.OctetString);
        var usm = message.Failed ? new BerReader(datagram, 0, 0) : new BerReader(datagram, usmRange.Start.Value, usmRange.End.Value);
        var parameters = usm.ReadConstructed(BerWriter.Sequence);
        usm.ExpectEnd();
        var engineId = parameters.ReadRange((byte)SnmpType.OctetString, 0, 32);
        var boots = parameters.ReadInt32(0, int.MaxValue);
        var time = parameters.ReadInt32(0, int.MaxValue);
        var userName = parameters.ReadRange((byte)SnmpType.OctetString, 0, 32);
        var mac = parameters.ReadRange((byte)SnmpType.OctetString, 0, UsmHash.LongestHash);
        var salt = parameters.ReadRange((byte)SnmpType.OctetString, 0, UsmKeys.SaltLength);
        parameters.ExpectEnd();
        message.Adopt(parameters);
        message.Adopt(usm);

        var scopedAt = message.Position;
        var scoped = message.ReadRange((flags & V3Head.PrivFlag) != 0 ? (byte)SnmpType.OctetString : BerWriter.Sequence);
        message.ExpectEnd();
        error = message.Error;
        return error.Exists ? default : new V3Head
        {
            MessageId = messageId,
            MaxSize = maxSize,
            Flags = flags,
            EngineId = engineId,
            Boots = boots,
            Time = time,
            UserName = userName,
            Mac = mac,
            Salt = salt,
            Scoped = (flags & V3Head.PrivFlag) != 0 ? scoped : new Range(scopedAt, scoped.End),
        };
    }

    /// <summary>Reads a scoped PDU; after an encrypted one may come what its cipher padded it with.</summary>
    public static ScopedPdu ReadScoped(byte[] bytes, int start, int end, bool wasEncrypted, out SnmpFormatError error)
    {
        var reader = new BerReader(bytes, start, end);
        var scoped = reader.ReadConstructed(BerWriter.Sequence);
        if (!wasEncrypted)
        {
            reader.ExpectEnd();
            scoped.Adopt(reader);
        }

        var contextEngineId = scoped.ReadRange((byte)SnmpType.OctetString);
        var contextName = scoped.ReadRange((byte)SnmpType.OctetString);
        var pdu = new Range(scoped.Position, scoped.End);
        error = scoped.Error;
        return error.Exists ? default : new ScopedPdu(bytes, contextEngineId, contextName, pdu);
    }

    private static int WriteHead(ref BerWriter writer, in V3Envelope envelope, scoped ReadOnlySpan<byte> salt)
    {
        var end = writer.Start;
        writer.WriteBytes(salt, (byte)SnmpType.OctetString);
        Span<byte> mac = stackalloc byte[envelope.Level == SecurityLevel.NoAuthNoPriv ? 0 : envelope.Keys.MacLength];
        mac.Clear();
        writer.WriteRaw(mac);
        var macAt = writer.Start;
        writer.WriteHeader(macAt + mac.Length, (byte)SnmpType.OctetString);
        writer.WriteBytes(envelope.UserName, (byte)SnmpType.OctetString);
        writer.WriteInteger(envelope.Time);
        writer.WriteInteger(envelope.Boots);
        writer.WriteBytes(envelope.EngineId, (byte)SnmpType.OctetString);
        writer.WriteHeader(end, BerWriter.Sequence);
        writer.WriteHeader(end, (byte)SnmpType.OctetString);

        end = writer.Start;
        writer.WriteInteger(UserSecurityModel);
        var flags = envelope.Level switch
        {
            SecurityLevel.AuthPriv => V3Head.AuthFlag | V3Head.PrivFlag,
            SecurityLevel.AuthNoPriv => V3Head.AuthFlag,
            _ => 0,
        };
        writer.WriteBytes([(byte)(flags | (envelope.IsReportable ? V3Head.ReportableFlag : 0))], (byte)SnmpType.OctetString);
        writer.WriteInteger(CommunityMessage.MaxDatagram);
        writer.WriteInteger(envelope.MessageId);
        writer.WriteHeader(end, BerWriter.Sequence);
        writer.WriteInteger((int)SnmpVersion.V3);
        writer.WriteHeader(writer.Start + writer.Written.Length, BerWriter.Sequence);
        return macAt;
    }
}
