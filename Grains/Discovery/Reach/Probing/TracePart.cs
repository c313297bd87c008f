using Nms.Probes;

namespace Nms.Discovery.Reach.Probing;

/// <summary>The way to an address.</summary>
/// <param name="Outcome">What became of the question.</param>
/// <param name="Reason">Why it is not completed.</param>
/// <param name="Trace">The way; null when it was not traced.</param>
internal sealed record TracePart(PartOutcome Outcome, string? Reason = null, TraceResult? Trace = null);
