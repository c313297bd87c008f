using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>
/// The durable audit log: append-only, each entry hashed together with the one before it. The database itself refuses to change an
/// entry, or to delete one that no anchor covers.
/// </summary>
public interface IAuditLog
{
    /// <summary>Appends records in the given order, durably, all or none.</summary>
    Task<ImmutableArray<AuditEntry>> AppendAsync(ImmutableArray<AuditRecord> records, CancellationToken cancellationToken = default);

    /// <summary>Reads up to <paramref name="limit"/> matching entries above <paramref name="after"/>, oldest first.</summary>
    Task<ImmutableArray<AuditEntry>> ReadAsync(AuditQuery query, long after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Reads up to <paramref name="limit"/> matching entries below <paramref name="before"/>, newest first.</summary>
    Task<ImmutableArray<AuditEntry>> QueryAsync(AuditQuery query, long before, int limit, CancellationToken cancellationToken = default);

    /// <summary>Tells where the log begins and ends.</summary>
    Task<AuditBounds> GetBoundsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes the entries before the first one that is not older than <paramref name="before"/>, and leaves an anchor. Null when none
    /// is old enough.
    /// </summary>
    Task<AuditAnchor?> PurgeAsync(DateTimeOffset before, DateTimeOffset now, CancellationToken cancellationToken = default);
}
