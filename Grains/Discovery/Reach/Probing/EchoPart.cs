using Nms.Probes;

namespace Nms.Discovery.Reach.Probing;

/// <summary>Whether an address echoes.</summary>
/// <param name="Outcome">What became of the question.</param>
/// <param name="Reason">Why it is not completed.</param>
/// <param name="Series">Loss and round trips; null when no echo was asked for.</param>
internal sealed record EchoPart(PartOutcome Outcome, string? Reason = null, EchoSeries? Series = null);
