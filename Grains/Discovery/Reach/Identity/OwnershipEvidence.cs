namespace Nms.Discovery.Reach.Identity;

/// <summary>One thing that speaks for or against.</summary>
/// <param name="Proof">What it rests on.</param>
/// <param name="Speaks">Above zero for, below zero against; 2 is a proof, 1 a sign, 0 speaks for nobody.</param>
/// <param name="Text">A sentence.</param>
internal sealed record OwnershipEvidence(OwnershipProof Proof, int Speaks, string Text)
{
    /// <summary>Whether what answers has something of others too.</summary>
    public bool IsMixed { get; init; }
}
