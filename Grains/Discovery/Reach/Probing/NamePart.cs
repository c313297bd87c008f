namespace Nms.Discovery.Reach.Probing;

/// <summary>The name of an address in reverse DNS, as this host's resolver has it.</summary>
/// <param name="Outcome">What became of the question.</param>
/// <param name="Reason">Why it is not completed.</param>
/// <param name="Name">The name; null when there is none.</param>
/// <param name="IsConfirmed">Whether the name leads back to the address: anybody may write any name for his own.</param>
internal sealed record NamePart(PartOutcome Outcome, string? Reason = null, string? Name = null, bool IsConfirmed = false);
