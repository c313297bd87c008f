using System.Net;

namespace Nms.Probes;

/// <summary>What one probe of a trace found.</summary>
/// <param name="From">Who answered; null when nobody did.</param>
/// <param name="RoundTrip">How long it took; zero without an answer.</param>
/// <param name="IsTarget">Whether it was the target itself, or a router saying that the target cannot be reached.</param>
/// <param name="Code">ICMP's code of the answer (RFC 792, RFC 4443 §3).</param>
public readonly record struct TraceReply(IPAddress? From, TimeSpan RoundTrip, bool IsTarget, int Code);
