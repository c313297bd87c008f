namespace Nms.Access;

/// <summary>One link of the audit log's chain.</summary>
/// <param name="Sequence">Its place: 1, 2, 3, … without gaps.</param>
/// <param name="Record">What happened.</param>
/// <param name="Seal">How <paramref name="Hash"/> was made: <see cref="AuditSeal.Name"/>.</param>
/// <param name="PreviousHash">Hash of the entry before it, <see cref="AuditMark.Origin"/>'s for the first.</param>
/// <param name="Hash">Hash of everything above, in lower-case hexadecimal.</param>
public sealed record AuditEntry(long Sequence, AuditRecord Record, string Seal, string PreviousHash, string Hash);
