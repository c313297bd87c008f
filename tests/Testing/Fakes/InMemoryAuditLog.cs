using System.Collections.Immutable;
using Nms.Access;

namespace Nms.Testing.Fakes;

/// <summary>The audit log in memory, for tests without a database. It can be told to fail, and whoever holds it can forge it.</summary>
public sealed class InMemoryAuditLog(AuditSeal? seal = null) : IAuditLog
{
    private readonly Lock _gate = new();
    private readonly AuditSeal _seal = seal ?? AuditSeal.Unkeyed;
    private ImmutableArray<AuditEntry> _entries = [];
    private AuditBounds _bounds = new(AuditMark.Origin, null);

    /// <summary>What an append and a read fail with; null when they succeed.</summary>
    public StorageException? Failure { get; set; }

    /// <summary>Everything appended and not purged; set it to forge it.</summary>
    public ImmutableArray<AuditEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return _entries;
            }
        }

        set
        {
            lock (_gate)
            {
                _entries = value;
            }
        }
    }

    /// <inheritdoc />
    public Task<ImmutableArray<AuditEntry>> AppendAsync(ImmutableArray<AuditRecord> records, CancellationToken cancellationToken = default)
    {
        if (Failure is not null)
        {
            return Task.FromException<ImmutableArray<AuditEntry>>(Failure);
        }

        var appended = ImmutableArray.CreateBuilder<AuditEntry>(records.Length);
        lock (_gate)
        {
            foreach (var record in records)
            {
                var entry = AuditChainLogic.Follow(_bounds.Head, record, _seal);
                _bounds = _bounds with { Head = new AuditMark(entry.Sequence, entry.Hash) };
                appended.Add(entry);
            }

            _entries = [.. _entries, .. appended];
        }

        return Task.FromResult(appended.MoveToImmutable());
    }

    /// <inheritdoc />
    public Task<ImmutableArray<AuditEntry>> ReadAsync(AuditQuery query, long after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult(Entries.Where(entry => entry.Sequence > after && query.Matches(entry.Record)).Take(limit).ToImmutableArray());

    /// <inheritdoc />
    public Task<ImmutableArray<AuditEntry>> QueryAsync(AuditQuery query, long before, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult(Entries.Reverse().Where(entry => entry.Sequence < before && query.Matches(entry.Record)).Take(limit).ToImmutableArray());

    /// <inheritdoc />
    public Task<AuditBounds> GetBoundsAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult(_bounds);
        }
    }

    /// <inheritdoc />
    public Task<AuditAnchor?> PurgeAsync(DateTimeOffset before, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var old = _entries.TakeWhile(entry => entry.Record.At < before).ToList();
            if (old is not [.., var last])
            {
                return Task.FromResult<AuditAnchor?>(null);
            }

            _entries = _entries.RemoveRange(0, old.Count);
            _bounds = _bounds with { Anchor = AuditChainLogic.Anchor(new AuditMark(last.Sequence, last.Hash), now, _seal) };
            return Task.FromResult<AuditAnchor?>(_bounds.Anchor);
        }
    }
}
