using System.Collections.Immutable;

namespace Nms.Discovery.Reach.Probing;

/// <summary>The TCP ports of an address.</summary>
/// <param name="Outcome">What became of the question.</param>
/// <param name="Reason">Why it is not completed.</param>
/// <param name="Ports">The ports, by number.</param>
internal sealed record PortsPart(PartOutcome Outcome, string? Reason, ImmutableArray<PortFinding> Ports);
