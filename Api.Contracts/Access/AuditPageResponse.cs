namespace Nms.Contracts.Access;

/// <summary>A piece of the audit log, newest first.</summary>
/// <param name="Entries">Matching entries.</param>
/// <param name="Next">Pass it as <c>before</c> to go on; null when there is no more.</param>
public sealed record AuditPageResponse(IReadOnlyList<AuditEntryResponse> Entries, long? Next);
