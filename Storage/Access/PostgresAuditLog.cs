using System.Collections.Immutable;
using System.Data;
using Nms.Access;
using Npgsql;

namespace Nms.Storage;

/// <summary>The audit log in the cluster's database.</summary>
internal sealed class PostgresAuditLog(PostgresDatabase database, PostgresAuditAppender appender, AuditSeal seal) : IAuditLog
{
    public Task<ImmutableArray<AuditEntry>> AppendAsync(ImmutableArray<AuditRecord> records, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return appender.AppendAsync(records, cancellationToken);
    }

    public Task<ImmutableArray<AuditEntry>> ReadAsync(AuditQuery query, long after, int limit, CancellationToken cancellationToken = default) =>
        RowsAsync(query, "sequence > ", after, "ASC", limit, cancellationToken);

    public Task<ImmutableArray<AuditEntry>> QueryAsync(AuditQuery query, long before, int limit, CancellationToken cancellationToken = default) =>
        RowsAsync(query, "sequence < ", before, "DESC", limit, cancellationToken);

    public Task<AuditBounds> GetBoundsAsync(CancellationToken cancellationToken = default) =>
        database.UseAsync(
            async source =>
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                return await BoundsAsync(connection, "", cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    public async Task<AuditAnchor?> PurgeAsync(DateTimeOffset before, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var anchor = await database.UseAsync(source => SetAnchorAsync(source, before, now, cancellationToken), cancellationToken).ConfigureAwait(false);

        // In pieces, so that no transaction is long; also what an interrupted purge left.
        while (await database.UseAsync(source => RemoveCoveredAsync(source, cancellationToken), cancellationToken).ConfigureAwait(false) == AuditColumns.PurgeBatch)
        {
        }

        return anchor;
    }

    private static async Task<AuditBounds> BoundsAsync(NpgsqlConnection connection, string forUpdate, CancellationToken cancellationToken)
    {
        // One statement, so that both are of one moment.
        await using var command = new NpgsqlCommand(
            $"""
            SELECT h.sequence, h.hash, a.sequence, a.hash, a.at, a.seal, a.proof FROM audit_head h
            LEFT JOIN audit_anchor a ON a.sequence = (SELECT max(sequence) FROM audit_anchor) {forUpdate}
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new AuditBounds(
            new AuditMark(reader.GetInt64(0), reader.GetString(1)),
            reader.IsDBNull(2) ? null : new AuditAnchor(
                reader.GetInt64(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5), reader.GetString(6)));
    }

    private async Task<AuditAnchor?> SetAnchorAsync(
        NpgsqlDataSource source, DateTimeOffset before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);

        // The head row keeps the other silos' purges away.
        var bounds = await BoundsAsync(connection, "FOR UPDATE OF h", cancellationToken).ConfigureAwait(false);
        await using var find = new NpgsqlCommand(
            """
            SELECT l.sequence, l.hash FROM audit_log l WHERE l.sequence = coalesce(
              (SELECT sequence - 1 FROM audit_log WHERE sequence > $1 AND at >= $2 ORDER BY sequence LIMIT 1), $3) AND l.sequence > $1
            """,
            connection)
        {
            Parameters = { new() { Value = bounds.Start.Sequence }, new() { Value = before.UtcDateTime }, new() { Value = bounds.Head.Sequence } },
        };
        AuditMark? last;
        await using (var reader = await find.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            last = await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? new AuditMark(reader.GetInt64(0), reader.GetString(1)) : null;
        }

        if (last is null)
        {
            return null;
        }

        var anchor = AuditChainLogic.Anchor(last, EventTime.FromMicroseconds(EventTime.ToMicroseconds(now)), seal);
        await using var insert = new NpgsqlCommand("INSERT INTO audit_anchor (sequence, hash, at, seal, proof) VALUES ($1, $2, $3, $4, $5)", connection)
        {
            Parameters =
            {
                new() { Value = anchor.Sequence }, new() { Value = anchor.Hash }, new() { Value = anchor.At.UtcDateTime },
                new() { Value = anchor.Seal }, new() { Value = anchor.Proof },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return anchor;
    }

    private static async Task<int> RemoveCoveredAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"""
            DELETE FROM audit_log WHERE sequence IN (
              SELECT sequence FROM audit_log WHERE sequence <= (SELECT max(sequence) FROM audit_anchor) ORDER BY sequence LIMIT {AuditColumns.PurgeBatch})
            """);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task<ImmutableArray<AuditEntry>> RowsAsync(
        AuditQuery query, string bound, long sequence, string order, int limit, CancellationToken cancellationToken) =>
        database.UseAsync(
            async source =>
            {
                await using var command = source.CreateCommand();
                var sql = $"{bound}{Parameter(sequence)}{AuditColumns.Conditions(query, Parameter)}";
                command.CommandText = $"SELECT {AuditColumns.All} FROM audit_log WHERE {sql} ORDER BY sequence {order} LIMIT {Parameter(limit)}";
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                var entries = ImmutableArray.CreateBuilder<AuditEntry>(Math.Min(limit, 256));
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    entries.Add(PostgresAuditRows.Entry(reader));
                }

                return entries.DrainToImmutable();

                string Parameter(object value)
                {
                    command.Parameters.Add(new NpgsqlParameter { Value = value is DateTimeOffset time ? time.UtcDateTime : value });
                    return $"${command.Parameters.Count}";
                }
            },
            cancellationToken);
}
