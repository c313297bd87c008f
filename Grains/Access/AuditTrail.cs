using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Nms.Access;

/// <summary>Writes the audit log so that nothing is lost that can be kept, and reads it.</summary>
internal sealed partial class AuditTrail(
    IAuditLog log, AuditSeal seal, ILocalSiloDetails silo, TimeProvider time, ILogger<AuditTrail> logger) : IAuditTrail
{
    private const int MostPending = 1024;
    private const int Page = 1000;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private ImmutableArray<AuditRecord> _pending = [];
    private volatile bool _doubtful;

    public bool IsDoubtful => _doubtful;

    public async Task RecordAsync(AuditRecord record)
    {
        var complete = AuditText.Clean(record with { At = record.At == default ? time.GetUtcNow() : record.At, Silo = silo.Name });
        var pending = TakePending();
        try
        {
            await log.AppendAsync([.. pending, complete]).WaitAsync(s_longest, time);
            _doubtful = false;
        }
        catch (Exception failure) when (failure is StorageException or TimeoutException)
        {
            _doubtful = true;
            Keep(record.Outcome == AuditOutcome.Started ? pending : [.. pending, complete]);
            LogNotWritten(failure, complete.Action, complete.PrincipalId, complete.Outcome);
            throw new StorageException("audit_unavailable", "The audit log cannot be written, and nothing is done without it; try again.") { IsTransient = true };
        }
    }

    public Task<ImmutableArray<AuditEntry>> QueryAsync(AuditQuery query, long before, int limit, CancellationToken cancellationToken = default) =>
        log.QueryAsync(query, before, limit, cancellationToken);

    public Task<ImmutableArray<AuditEntry>> ReadAsync(AuditQuery query, long after, int limit, CancellationToken cancellationToken = default) =>
        log.ReadAsync(query, after, limit, cancellationToken);

    public Task<AuditBounds> GetBoundsAsync(CancellationToken cancellationToken = default) => log.GetBoundsAsync(cancellationToken);

    public Task<AuditVerification> VerifyAsync(long? from, long? to, AuditMark? known, CancellationToken cancellationToken = default) =>
        new AuditVerifier(log, seal, Page).RunAsync(from, to, known, cancellationToken);

    private ImmutableArray<AuditRecord> TakePending()
    {
        if (!_doubtful)
        {
            return [];
        }

        lock (_gate)
        {
            var taken = _pending;
            _pending = [];
            return taken;
        }
    }

    private void Keep(ImmutableArray<AuditRecord> records)
    {
        lock (_gate)
        {
            var all = records.AddRange(_pending);
            foreach (var lost in all.Skip(MostPending))
            {
                LogLost(lost.Action, lost.PrincipalId, lost.ObjectId, lost.Outcome, lost.CorrelationId);
            }

            _pending = all.Length <= MostPending ? all : all.RemoveRange(MostPending, all.Length - MostPending);
        }
    }

    [LoggerMessage(9711, LogLevel.Critical, "The audit log does not take that {Principal} asked for {Action} ({Outcome}); commands are refused until it does")]
    private partial void LogNotWritten(Exception failure, string action, string principal, AuditOutcome outcome);

    [LoggerMessage(9712, LogLevel.Critical, "Not in the audit log, for want of room: {Principal} asked for {Action} on {ObjectId}: {Outcome} ({CorrelationId})")]
    private partial void LogLost(string action, string principal, string? objectId, AuditOutcome outcome, string? correlationId);
}
