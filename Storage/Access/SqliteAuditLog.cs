using System.Collections.Immutable;
using Nms.Access;

namespace Nms.Storage;

/// <summary>The audit log in the embedded database. The writer thread makes the chain, so entries share commits with everything else.</summary>
internal sealed class SqliteAuditLog(SqliteDatabase database, AuditSeal seal) : IAuditLog
{
    private static readonly string s_insert =
        $"INSERT INTO audit_log ({AuditColumns.All}) VALUES ({string.Join(", ", Enumerable.Range(1, 23).Select(number => $"?{number}"))})";

    public Task<ImmutableArray<AuditEntry>> AppendAsync(ImmutableArray<AuditRecord> records, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return database.WriteAsync((records, seal), Append, records.Length, cancellationToken);
    }

    public Task<ImmutableArray<AuditEntry>> ReadAsync(AuditQuery query, long after, int limit, CancellationToken cancellationToken = default) =>
        database.ReadAsync((query, "sequence > ", after, "ASC", limit), Read, cancellationToken);

    public Task<ImmutableArray<AuditEntry>> QueryAsync(AuditQuery query, long before, int limit, CancellationToken cancellationToken = default) =>
        database.ReadAsync((query, "sequence < ", before, "DESC", limit), Read, cancellationToken);

    public Task<AuditBounds> GetBoundsAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(0, static (connection, _) => SqliteAuditRows.Bounds(connection), cancellationToken);

    public async Task<AuditAnchor?> PurgeAsync(DateTimeOffset before, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var anchor = await database.WriteAsync(
            (seal, before: EventTime.ToMicroseconds(before), now: EventTime.ToMicroseconds(now)), SetAnchor, cancellationToken: cancellationToken).ConfigureAwait(false);

        // In pieces, so that appends go on between them; also what an interrupted purge left.
        while (await database.WriteAsync(0, RemoveCovered, AuditColumns.PurgeBatch, cancellationToken).ConfigureAwait(false) == AuditColumns.PurgeBatch)
        {
        }

        return anchor;
    }

    private static ImmutableArray<AuditEntry> Append(SqliteConnection connection, (ImmutableArray<AuditRecord> Records, AuditSeal Seal) append)
    {
        var mark = SqliteAuditRows.Head(connection);
        var entries = ImmutableArray.CreateBuilder<AuditEntry>(append.Records.Length);
        foreach (var record in append.Records)
        {
            var entry = AuditChainLogic.Follow(mark, record, append.Seal);
            using var statement = connection.Prepare(s_insert);
            SqliteAuditRows.Bind(statement, entry).Step();
            mark = new AuditMark(entry.Sequence, entry.Hash);
            entries.Add(entry);
        }

        return entries.MoveToImmutable();
    }

    private static ImmutableArray<AuditEntry> Read(
        SqliteConnection connection, (AuditQuery Query, string Bound, long Sequence, string Order, int Limit) page)
    {
        List<object> values = [];
        var sql = $"{page.Bound}{Parameter(page.Sequence)}{AuditColumns.Conditions(page.Query, Parameter)}";
        using var statement = connection.Prepare(
            $"SELECT {AuditColumns.All} FROM audit_log WHERE {sql} ORDER BY sequence {page.Order} LIMIT {Parameter((long)page.Limit)}");
        for (var i = 0; i < values.Count; i++)
        {
            _ = values[i] switch
            {
                string text => statement.Bind(i + 1, text),
                Guid id => statement.Bind(i + 1, id),
                DateTimeOffset time => statement.Bind(i + 1, EventTime.ToMicroseconds(time)),
                var number => statement.Bind(i + 1, Convert.ToInt64(number, null)),
            };
        }

        var entries = ImmutableArray.CreateBuilder<AuditEntry>();
        while (statement.Step())
        {
            entries.Add(SqliteAuditRows.Entry(statement));
        }

        return entries.DrainToImmutable();

        string Parameter(object value)
        {
            values.Add(value);
            return $"?{values.Count}";
        }
    }

    private static AuditAnchor? SetAnchor(SqliteConnection connection, (AuditSeal Seal, long Before, long Now) purge)
    {
        var bounds = SqliteAuditRows.Bounds(connection);
        using var first = connection.Prepare("SELECT sequence FROM audit_log WHERE sequence > ?1 AND at >= ?2 ORDER BY sequence LIMIT 1");
        var last = first.Bind(1, bounds.Start.Sequence).Bind(2, purge.Before).Step() ? first.GetInt64(0) - 1 : bounds.Head.Sequence;
        if (last <= bounds.Start.Sequence)
        {
            return null;
        }

        using var found = connection.Prepare("SELECT hash FROM audit_log WHERE sequence = ?1");
        if (!found.Bind(1, last).Step())
        {
            // Somebody took entries out of the middle; deleting around the hole would hide it.
            throw new StorageException("storage_corrupt", $"Entry {last} of the audit log is missing; nothing is deleted from it.");
        }

        var anchor = AuditChainLogic.Anchor(new AuditMark(last, found.GetString(0)), EventTime.FromMicroseconds(purge.Now), purge.Seal);
        using var insert = connection.Prepare("INSERT INTO audit_anchor (sequence, hash, at, seal, proof) VALUES (?1, ?2, ?3, ?4, ?5)");
        insert.Bind(1, anchor.Sequence).Bind(2, anchor.Hash).Bind(3, purge.Now).Bind(4, anchor.Seal).Bind(5, anchor.Proof).Step();
        return anchor;
    }

    private static int RemoveCovered(SqliteConnection connection, int nothing)
    {
        using var statement = connection.Prepare("""
            DELETE FROM audit_log WHERE sequence IN (
              SELECT sequence FROM audit_log WHERE sequence <= (SELECT coalesce(max(sequence), 0) FROM audit_anchor) ORDER BY sequence LIMIT ?1)
            """);
        statement.Bind(1, AuditColumns.PurgeBatch).Step();
        return connection.Changes;
    }
}
