using System.Collections.Immutable;

namespace Nms.Discovery.Reach.Identity;

/// <summary>Whose an address is.</summary>
/// <param name="Outcome">The verdict.</param>
/// <param name="Evidence">What it rests on, proofs first.</param>
/// <param name="Other">The equipment that answers there instead, when one is known to.</param>
internal sealed record OwnershipVerdict(OwnershipOutcome Outcome, ImmutableArray<OwnershipEvidence> Evidence, Guid? Other)
{
    /// <summary>The evidence in sentences; one that says so when there is none.</summary>
    public ImmutableArray<string> Reasons => Evidence is [] ? ["Something answers there; nothing says what it is."] : [.. Evidence.Select(entry => entry.Text)];
}
