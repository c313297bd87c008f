namespace Nms.Snmp.Codec;

/// <summary>A PDU without its variable bindings, and where they lie.</summary>
internal readonly record struct PduHead(PduType Type, int RequestId, int ErrorStatus, int ErrorIndex, int VarBindsStart, int VarBindsEnd);
