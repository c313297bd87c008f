using System.Collections.Immutable;
using Nms.Events;
using Nms.Messaging;
using Npgsql;
using NpgsqlTypes;

namespace Nms.Storage;

/// <summary>The messages in the cluster's database.</summary>
internal sealed class PostgresMessageStore(PostgresDatabase database, PostgresMessageWriter writer) : IMessageStore
{
    public Task<InboxOpening?> OpenAsync(string inbox, bool create, CancellationToken cancellationToken = default) =>
        database.UseAsync(
            async source =>
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                if (create)
                {
                    await using var insert = new NpgsqlCommand(
                        "INSERT INTO message_inbox (name, epoch, registered) VALUES ($1, 0, false) ON CONFLICT DO NOTHING", connection)
                    { Parameters = { new() { Value = inbox } } };
                    await insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                }

                if (await TakeOverAsync(connection, inbox, cancellationToken).ConfigureAwait(false) is not var (epoch, registered))
                {
                    return null;
                }

                // After the lock: what the former activation was writing is there by now.
                var open = await PostgresMessageRows.OpenAsync(connection, inbox, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return new InboxOpening(epoch, registered, open);
            },
            cancellationToken);

    public Task<ImmutableArray<long>> CommitAsync(InboxChange change, CancellationToken cancellationToken = default) => writer.CommitAsync(change, cancellationToken);

    public Task<ImmutableArray<HubMessage>> ReadAsync(ImmutableArray<long> sequences, CancellationToken cancellationToken = default) =>
        RowsAsync(
            "JOIN unnest($1) WITH ORDINALITY AS n(wanted, place) ON wanted = sequence ORDER BY place",
            [new NpgsqlParameter { Value = sequences.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint }],
            cancellationToken);

    public async Task<HubMessage?> FindAsync(Guid messageId, CancellationToken cancellationToken = default) =>
        await RowsAsync("WHERE message_id = $1", [new NpgsqlParameter { Value = messageId }], cancellationToken).ConfigureAwait(false) is [var message] ? message : null;

    public Task<ImmutableArray<HubMessage>> QueryAsync(MessageQuery query, long before, int limit, CancellationToken cancellationToken = default)
    {
        List<NpgsqlParameter> parameters = [new() { Value = before }, new() { Value = limit }];
        var sql = MessageColumns.Conditions(query, value =>
        {
            parameters.Add(new NpgsqlParameter { Value = value });
            return $"${parameters.Count}";
        });
        return RowsAsync($"WHERE sequence < $1{sql} ORDER BY sequence DESC LIMIT $2", parameters, cancellationToken);
    }

    public Task<ImmutableArray<InboxCounters>> ReadCountersAsync(CancellationToken cancellationToken = default) =>
        database.UseAsync(
            async source =>
            {
                await using var command = source.CreateCommand("""
                    SELECT i.name, i.total, i.completed, i.failed, i.peak, i.processing, l.priority, l.count, l.total
                    FROM message_inbox i LEFT JOIN message_latency l ON l.inbox = i.name ORDER BY i.name COLLATE "C"
                    """);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                var counters = new List<InboxCounters>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    if (counters.LastOrDefault()?.Inbox != reader.GetString(0))
                    {
                        counters.Add(new InboxCounters
                        {
                            Inbox = reader.GetString(0),
                            Total = reader.GetInt64(1),
                            Completed = reader.GetInt64(2),
                            Failed = reader.GetInt64(3),
                            Peak = reader.GetInt64(4),
                            Processing = TimeSpan.FromMicroseconds(reader.GetInt64(5)),
                        });
                    }

                    if (!reader.IsDBNull(6))
                    {
                        var latency = new QueueLatency(reader.GetInt64(7), TimeSpan.FromMicroseconds(reader.GetInt64(8)));
                        counters[^1] = counters[^1] with { Latency = counters[^1].Latency.Add((EventPriority)reader.GetInt16(6), latency) };
                    }
                }

                return counters.ToImmutableArray();
            },
            cancellationToken);

    public async Task<long> PurgeAsync(DateTimeOffset before, long keep, CancellationToken cancellationToken = default)
    {
        long purged = 0;
        long after = 0;
        while (true)
        {
            var (last, seen, deleted) = await PurgeAsync(after, before, keep, cancellationToken).ConfigureAwait(false);
            purged += deleted;
            if (seen < MessageColumns.PurgeBatch)
            {
                return purged;
            }

            after = last;
        }
    }

    /// <summary>Messages are accepted in the order of their sequence, nearly: the first that is young enough ends the search.</summary>
    private Task<(long Last, long Seen, long Deleted)> PurgeAsync(long after, DateTimeOffset before, long keep, CancellationToken cancellationToken) =>
        database.UseAsync(
            async source =>
            {
                await using var command = source.CreateCommand($"""
                    WITH piece AS (SELECT sequence, status, created_at FROM message WHERE sequence > $1 ORDER BY sequence LIMIT {MessageColumns.PurgeBatch}),
                      young AS (SELECT coalesce(min(sequence), 9223372036854775807) AS first FROM piece
                                WHERE created_at >= $2 AND sequence > (SELECT coalesce(max(sequence), 0) FROM message) - $3),
                      old AS (SELECT sequence, status FROM piece, young WHERE sequence < first),
                      deleted AS (DELETE FROM message WHERE sequence IN (SELECT sequence FROM old WHERE status >= 3) AND status >= 3 RETURNING 1)
                    SELECT coalesce((SELECT max(sequence) FROM old), $1), (SELECT count(*) FROM old), (SELECT count(*) FROM deleted)
                    """);
                command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = after }, new() { Value = before.UtcDateTime }, new() { Value = keep } });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
            },
            cancellationToken);

    private static async Task<(long Epoch, bool Registered)?> TakeOverAsync(NpgsqlConnection connection, string inbox, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE message_inbox SET epoch = epoch + 1 WHERE name = $1 RETURNING epoch, registered", connection)
        {
            Parameters = { new() { Value = inbox } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? (reader.GetInt64(0), reader.GetBoolean(1)) : null;
    }

    private Task<ImmutableArray<HubMessage>> RowsAsync(string sql, IReadOnlyList<NpgsqlParameter> parameters, CancellationToken cancellationToken) =>
        database.UseAsync(
            async source =>
            {
                await using var command = source.CreateCommand($"SELECT {MessageColumns.All} FROM message {sql}");
                foreach (var parameter in parameters)
                {
                    command.Parameters.Add(parameter);
                }

                return await PostgresMessageRows.AllAsync(command, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
}
