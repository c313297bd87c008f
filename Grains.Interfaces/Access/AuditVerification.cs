namespace Nms.Access;

/// <summary>What a look at the chain found.</summary>
/// <param name="From">First entry looked at.</param>
/// <param name="To">Last entry looked at; below <paramref name="From"/> when there was none.</param>
/// <param name="Fault">The first fault, or null when there is none.</param>
/// <param name="Head">The newest entry: keep it elsewhere and give it to a later verification.</param>
/// <param name="Anchor">What was left of deleted entries.</param>
/// <param name="KeyedFrom">The first entry looked at that is sealed with a key, or null.</param>
public sealed record AuditVerification(long From, long To, AuditFault? Fault, AuditMark Head, AuditAnchor? Anchor, long? KeyedFrom);
