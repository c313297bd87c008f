namespace Nms.Access;

/// <summary>Left in place of the entries that were old enough to be deleted: the chain goes on from here.</summary>
/// <param name="Sequence">The newest entry that was deleted; all before it were as well.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="At">When it was deleted.</param>
/// <param name="Seal">How <paramref name="Proof"/> was made.</param>
/// <param name="Proof">Seal over the members above.</param>
public sealed record AuditAnchor(long Sequence, string Hash, DateTimeOffset At, string Seal, string Proof);
