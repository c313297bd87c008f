using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>Who did what: writes the audit log, and reads it.</summary>
public interface IAuditTrail
{
    /// <summary>
    /// True while the last attempt to write failed. Whoever then wants to change anything first records that it is about to
    /// (<see cref="AuditOutcome.Started"/>), and leaves it when that fails.
    /// </summary>
    bool IsDoubtful { get; }

    /// <summary>
    /// Appends a record; completes when it is durable. A record that could not be written is kept in memory and written before the next
    /// one, so it may stand in the log twice and is lost only with the process; one that says Started is not kept.
    /// </summary>
    /// <exception cref="StorageException">audit_unavailable: it could not be written now.</exception>
    Task RecordAsync(AuditRecord record);

    /// <summary>Reads up to <paramref name="limit"/> matching entries below <paramref name="before"/>, newest first.</summary>
    Task<ImmutableArray<AuditEntry>> QueryAsync(AuditQuery query, long before, int limit, CancellationToken cancellationToken = default);

    /// <summary>Reads up to <paramref name="limit"/> matching entries above <paramref name="after"/>, oldest first.</summary>
    Task<ImmutableArray<AuditEntry>> ReadAsync(AuditQuery query, long after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Tells where the log begins and ends.</summary>
    Task<AuditBounds> GetBoundsAsync(CancellationToken cancellationToken = default);

    /// <summary>Looks at the chain between two entries, the whole of it by default, up to the first fault.</summary>
    /// <param name="from">First entry; what it follows is taken from the log. Null for the oldest kept.</param>
    /// <param name="to">Last entry; null for the newest.</param>
    /// <param name="known">An entry as it was known before, which must still be the same.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    Task<AuditVerification> VerifyAsync(long? from, long? to, AuditMark? known, CancellationToken cancellationToken = default);
}
