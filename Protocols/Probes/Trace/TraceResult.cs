using System.Net;

namespace Nms.Probes;

/// <summary>The way to an address, as the messages "time exceeded" (RFC 792, RFC 4443 §3.3) tell it.</summary>
/// <param name="Target">Where it leads.</param>
/// <param name="Outcome">How the trace ended.</param>
/// <param name="Hops">The places on the way, nearest first; the last one is the target where it was reached.</param>
/// <param name="Code">The system's error number when nothing could be sent; otherwise 0.</param>
public sealed record TraceResult(IPAddress Target, TraceOutcome Outcome, IReadOnlyList<TraceHop> Hops, int Code = 0);
