using System.Collections.Immutable;
using Nms.Access;

namespace Nms.Api.Tests.Fakes;

/// <summary>The audit log in memory, which a test can make fail.</summary>
internal sealed class FakeAuditTrail(TimeProvider time) : IAuditTrail
{
    private readonly Lock _gate = new();
    private ImmutableArray<AuditEntry> _entries = [];

    public AuditSeal Seal { get; init; } = AuditSeal.Unkeyed;

    public bool Fails { get; set; }

    public bool IsDoubtful { get; private set; }

    public ImmutableArray<AuditEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return _entries;
            }
        }
    }

    public AuditRecord Last => Entries[^1].Record;

    public Task RecordAsync(AuditRecord record)
    {
        IsDoubtful = Fails;
        if (Fails)
        {
            return Task.FromException(new StorageException("audit_unavailable", "The audit log cannot be written.") { IsTransient = true });
        }

        lock (_gate)
        {
            var head = _entries is [.., var last] ? new AuditMark(last.Sequence, last.Hash) : AuditMark.Origin;
            _entries = _entries.Add(AuditChainLogic.Follow(head, record with { At = time.GetUtcNow(), Silo = "silo" }, Seal));
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<AuditEntry>> QueryAsync(AuditQuery query, long before, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult(Entries.Reverse().Where(entry => entry.Sequence < before && query.Matches(entry.Record)).Take(limit).ToImmutableArray());

    public Task<ImmutableArray<AuditEntry>> ReadAsync(AuditQuery query, long after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult(Entries.Where(entry => entry.Sequence > after && query.Matches(entry.Record)).Take(limit).ToImmutableArray());

    public Task<AuditBounds> GetBoundsAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(new AuditBounds(Entries is [.., var last] ? new AuditMark(last.Sequence, last.Hash) : AuditMark.Origin, null));

    public async Task<AuditVerification> VerifyAsync(long? from, long? to, AuditMark? known, CancellationToken cancellationToken = default)
    {
        var chain = new AuditChain(AuditMark.Origin, Seal);
        var fault = Entries.Select(chain.Add).FirstOrDefault(found => found is not null);
        return new AuditVerification(from ?? 1, to ?? chain.Last.Sequence, fault, (await GetBoundsAsync(cancellationToken)).Head, null, chain.KeyedFrom);
    }
}
