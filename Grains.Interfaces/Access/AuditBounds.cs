namespace Nms.Access;

/// <summary>Where the audit log begins and ends.</summary>
/// <param name="Head">The newest entry there ever was.</param>
/// <param name="Anchor">What the oldest kept entry follows; null while nothing was ever deleted.</param>
public sealed record AuditBounds(AuditMark Head, AuditAnchor? Anchor)
{
    /// <summary>What the oldest kept entry follows.</summary>
    public AuditMark Start => Anchor is { } anchor ? new AuditMark(anchor.Sequence, anchor.Hash) : AuditMark.Origin;
}
