namespace Nms.Contracts.Access;

/// <summary>What a look at the chain of the audit log found.</summary>
/// <param name="Intact">True when nothing is wrong between <paramref name="From"/> and <paramref name="To"/>.</param>
/// <param name="From">First entry looked at.</param>
/// <param name="To">Last entry that was right.</param>
/// <param name="Fault">The first fault.</param>
/// <param name="Head">The newest entry: keep it elsewhere and give it as <c>known</c> to a later verification.</param>
/// <param name="Anchor">The newest entry that was deleted for its age; the chain starts behind it.</param>
/// <param name="KeyedFrom">First entry looked at that is sealed with a key.</param>
public sealed record AuditVerificationResponse(
    bool Intact, long From, long To, AuditFaultResponse? Fault, AuditMarkResponse Head, AuditMarkResponse? Anchor, long? KeyedFrom);

/// <summary>The first place where the audit log is not what it was.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="Reason">
/// entries_missing, content_changed, order_changed, seal_weakened, key_unknown, anchor_changed or known_hash_differs.
/// </param>
public sealed record AuditFaultResponse(long Sequence, string Reason);

/// <summary>An entry and its hash.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AuditMarkResponse(long Sequence, string Hash);
