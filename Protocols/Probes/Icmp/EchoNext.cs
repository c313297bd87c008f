namespace Nms.Probes.Icmp;

internal enum EchoNext
{
    Ready,

    /// <summary>Nothing now: those who asked have results to read first.</summary>
    Wait,

    End,
}
