namespace Nms.Probes.Icmp;

internal enum IcmpMessageKind
{
    Other,
    EchoReply,
    Unreachable,
    HopLimitExceeded,
}
