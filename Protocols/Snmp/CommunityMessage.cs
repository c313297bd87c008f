using Nms.Snmp.Codec;

namespace Nms.Snmp;

/// <summary>A message of SNMPv1 (RFC 1157 §4) or SNMPv2c (RFC 1901 §3).</summary>
/// <param name="Version">V1 or V2c.</param>
/// <param name="Community">The community, which is a secret in the clear.</param>
/// <param name="Pdu">What it carries.</param>
public sealed record CommunityMessage(SnmpVersion Version, ReadOnlyMemory<byte> Community, SnmpPdu Pdu)
{
    /// <summary>The largest payload of a UDP datagram over IPv4.</summary>
    internal const int MaxDatagram = 65_507;

    /// <summary>Writes the message.</summary>
    /// <exception cref="InvalidOperationException">It does not fit into a datagram.</exception>
    public byte[] Encode()
    {
        var writer = new BerWriter(new byte[MaxDatagram]);
        PduCodec.Write(ref writer, Pdu);
        WriteEnvelope(ref writer, Version, Community.Span);
        return writer.Overflowed ? throw new InvalidOperationException("The message does not fit into a datagram.") : writer.Written.ToArray();
    }

    /// <summary>Reads a message.</summary>
    /// <param name="datagram">The message and nothing else. The result is a view of it: it must not change afterwards.</param>
    /// <exception cref="SnmpFormatException">The bytes are no message of SNMPv1 or SNMPv2c.</exception>
    public static CommunityMessage Decode(byte[] datagram)
        => TryDecode(datagram, out var error) ?? throw new SnmpFormatException(error);

    /// <summary>Reads a message, if the bytes are one.</summary>
    /// <param name="datagram">The message and nothing else. The result is a view of it: it must not change afterwards.</param>
    /// <param name="error">What is wrong when they are not.</param>
    public static CommunityMessage? TryDecode(byte[] datagram, out SnmpFormatError error)
    {
        var reader = new BerReader(datagram);
        var message = ReadEnvelope(ref reader, out var version, out var community);
        var pduAt = message.Position;
        var pdu = PduCodec.Read(datagram, ref message);
        message.ExpectEnd();
        if (pdu is not null && !Allows(version, pdu.Type))
        {
            message.Fail(SnmpFormatErrorKind.UnexpectedPdu, pduAt);
        }

        error = message.Error;
        return error.Exists ? null : new CommunityMessage(version, datagram.AsMemory(community), pdu!);
    }

    internal static void WriteEnvelope(ref BerWriter writer, SnmpVersion version, scoped ReadOnlySpan<byte> community)
    {
        writer.WriteBytes(community, (byte)SnmpType.OctetString);
        writer.WriteInteger((long)version);
        writer.WriteHeader(writer.Start + writer.Written.Length, BerWriter.Sequence);
    }

    /// <summary>Reads up to the PDU and gives a reader that stands there.</summary>
    internal static BerReader ReadEnvelope(ref BerReader reader, out SnmpVersion version, out Range community)
    {
        var message = reader.ReadMessage();
        var versionAt = message.Position;
        version = (SnmpVersion)message.ReadInt32();
        if (!message.Failed && version is not (SnmpVersion.V1 or SnmpVersion.V2c))
        {
            message.Fail(SnmpFormatErrorKind.UnknownVersion, versionAt);
        }

        community = message.ReadRange((byte)SnmpType.OctetString);
        return message;
    }

    private static bool Allows(SnmpVersion version, PduType type) => version == SnmpVersion.V1
        ? type is PduType.GetRequest or PduType.GetNextRequest or PduType.Response or PduType.SetRequest or PduType.TrapV1
        : type is not (PduType.TrapV1 or PduType.Report);
}
