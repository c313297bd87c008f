using Nms.Snmp.Codec;

namespace Nms.Snmp.Security;

/// <summary>A decrypted scoped PDU (RFC 3412 §6.8): the array it lies in, its context, and where the PDU is.</summary>
internal readonly record struct ScopedPdu(byte[] Bytes, Range ContextEngineId, Range ContextName, Range Pdu)
{
    public BerReader Reader => new(Bytes, Pdu.Start.Value, Pdu.End.Value);
}
