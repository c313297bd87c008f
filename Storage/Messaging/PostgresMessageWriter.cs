using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nms.Messaging;
using Npgsql;
using NpgsqlTypes;

namespace Nms.Storage;

/// <summary>
/// Writes what the inboxes of this silo change, in groups. The rows of the inboxes stay locked until the commit: an activation elsewhere
/// that takes one over waits for it and then sees all of it.
/// </summary>
internal sealed class PostgresMessageWriter : IAsyncDisposable
{
    private const int MaximumGroup = 512;

    private readonly GroupCommit<InboxChange, ImmutableArray<long>?> _groups;

    public PostgresMessageWriter(PostgresDatabase database, ILogger<PostgresMessageWriter> logger, TimeProvider? time = null, StorageMeters? meters = null)
    {
        var clock = time ?? TimeProvider.System;
        _groups = new GroupCommit<InboxChange, ImmutableArray<long>?>(
            MaximumGroup,
            async calls =>
            {
                var began = clock.GetTimestamp();
                ImmutableArray<InboxChange> changes = [.. calls.Select(call => call[0])];
                var results = await database.UseAsync(source => CommitAsync(source, changes)).ConfigureAwait(false);
                meters?.Committed(changes.Length, clock.GetElapsedTime(began));
                return ImmutableArray.CreateRange(results, result => ImmutableArray.Create(result));
            },
            clock,
            logger);
        meters?.Watch("postgresql.messages", _groups.ReadQueue);
    }

    public async Task<ImmutableArray<long>> CommitAsync(InboxChange change, CancellationToken cancellationToken) =>
        (await _groups.AppendAsync([change], cancellationToken).ConfigureAwait(false))[0] ?? throw InboxCodes.HasMoved(change.Inbox);

    public ValueTask DisposeAsync() => _groups.DisposeAsync();

    /// <summary>The sequences of each change's inserts; null for a change of an activation that was replaced.</summary>
    private static async Task<ImmutableArray<ImmutableArray<long>?>> CommitAsync(NpgsqlDataSource source, ImmutableArray<InboxChange> changes)
    {
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        var epochs = await LockAsync(connection, [.. changes.Select(change => change.Inbox).Distinct()]).ConfigureAwait(false);
        var valid = changes.Where(change => epochs.GetValueOrDefault(change.Inbox) == change.Epoch).ToList();
        var sequences = await InsertAsync(connection, [.. valid.SelectMany(change => change.Inserts)]).ConfigureAwait(false);
        var written = await UpdateAsync(connection, valid).ConfigureAwait(false);
        await CountAsync(connection, valid, sequences, written).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);

        // Of two changes with one id the first has it.
        return ImmutableArray.CreateRange<InboxChange, ImmutableArray<long>?>(changes, change => epochs.GetValueOrDefault(change.Inbox) == change.Epoch
            ? ImmutableArray.CreateRange(change.Inserts, message => sequences.Remove(message.MessageId, out var sequence) ? sequence : 0)
            : null);
    }

    /// <summary>In the order of their names, so that two silos do not wait for each other.</summary>
    private static async Task<Dictionary<string, long>> LockAsync(NpgsqlConnection connection, List<string> inboxes)
    {
        await using var command = new NpgsqlCommand("SELECT name, epoch FROM message_inbox WHERE name = ANY($1) ORDER BY name FOR UPDATE", connection);
        command.Parameters.Add(Array(inboxes, NpgsqlDbType.Text));
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var epochs = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            epochs[reader.GetString(0)] = reader.GetInt64(1);
        }

        return epochs;
    }

    private static async Task<Dictionary<Guid, long>> InsertAsync(NpgsqlConnection connection, List<HubMessage> messages)
    {
        var sequences = new Dictionary<Guid, long>(messages.Count);
        if (messages is [])
        {
            return sequences;
        }

        await using var command = new NpgsqlCommand(
            """
            INSERT INTO message (message_id, inbox, sender, sent_by, type, priority, status, data, created_at, expires_at, attempts, correlation_id, reply_to, broadcast)
            SELECT id, inbox, sender, sent_by, type, priority, 1, data, created, expires, 0, correlation, reply_to, broadcast
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) WITH ORDINALITY
              AS n(id, inbox, sender, sent_by, type, priority, data, created, expires, correlation, reply_to, broadcast, place) ORDER BY place
            ON CONFLICT (message_id) DO NOTHING RETURNING message_id, sequence
            """,
            connection);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            Array(messages.ConvertAll(message => message.MessageId), NpgsqlDbType.Uuid),
            Array(messages.ConvertAll(message => message.Inbox), NpgsqlDbType.Text),
            Array(messages.ConvertAll(message => message.Sender), NpgsqlDbType.Text),
            Array(messages.ConvertAll(message => message.SentBy), NpgsqlDbType.Text),
            Array(messages.ConvertAll(message => (short)message.Type), NpgsqlDbType.Smallint),
            Array(messages.ConvertAll(message => (short)message.Priority), NpgsqlDbType.Smallint),
            Array(messages.ConvertAll(message => message.DataJson), NpgsqlDbType.Text),
            Array(messages.ConvertAll(message => message.CreatedAt.UtcDateTime), NpgsqlDbType.TimestampTz),
            Array(messages.ConvertAll(message => message.ExpiresAt.UtcDateTime), NpgsqlDbType.TimestampTz),
            Array(messages.ConvertAll(message => message.CorrelationId), NpgsqlDbType.Text),
            Array(messages.ConvertAll(message => message.ReplyTo), NpgsqlDbType.Text),
            Array(messages.ConvertAll(message => message.Broadcast), NpgsqlDbType.Boolean),
        });
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            sequences[reader.GetGuid(0)] = reader.GetInt64(1);
        }

        return sequences;
    }

    /// <summary>Records outcomes and deletes; returns the sequences of outcomes that were written.</summary>
    private static async Task<HashSet<long>> UpdateAsync(NpgsqlConnection connection, List<InboxChange> changes)
    {
        var written = new HashSet<long>();
        var outcomes = changes.SelectMany(change => change.Outcomes.Select(outcome => (change.Inbox, Outcome: outcome))).ToList();
        if (outcomes is not [])
        {
            await using var command = new NpgsqlCommand(
                """
                UPDATE message m SET status = n.status, attempts = n.attempts, due_at = n.due, error = n.error, response = n.response,
                  finished_at = n.finished, expires_at = coalesce(n.replayed, m.expires_at)
                FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS n(sequence, inbox, status, attempts, due, error, response, finished, replayed)
                WHERE m.sequence = n.sequence AND m.inbox = n.inbox AND (m.status < 3) = (n.replayed IS NULL) RETURNING m.sequence
                """,
                connection);
            command.Parameters.AddRange(new NpgsqlParameter[]
            {
                Array(outcomes.ConvertAll(one => one.Outcome.Sequence), NpgsqlDbType.Bigint),
                Array(outcomes.ConvertAll(one => one.Inbox), NpgsqlDbType.Text),
                Array(outcomes.ConvertAll(one => (short)one.Outcome.Status), NpgsqlDbType.Smallint),
                Array(outcomes.ConvertAll(one => one.Outcome.Attempts), NpgsqlDbType.Integer),
                Array(outcomes.ConvertAll(one => one.Outcome.DueAt?.UtcDateTime), NpgsqlDbType.TimestampTz),
                Array(outcomes.ConvertAll(one => one.Outcome.Error), NpgsqlDbType.Text),
                Array(outcomes.ConvertAll(one => one.Outcome.ResponseJson), NpgsqlDbType.Text),
                Array(outcomes.ConvertAll(one => one.Outcome.FinishedAt?.UtcDateTime), NpgsqlDbType.TimestampTz),
                Array(outcomes.ConvertAll(one => one.Outcome.ReplayedUntil?.UtcDateTime), NpgsqlDbType.TimestampTz),
            });
            await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                written.Add(reader.GetInt64(0));
            }
        }

        foreach (var change in changes.Where(change => change.Deletes is not []))
        {
            await using var command = new NpgsqlCommand("DELETE FROM message WHERE sequence = ANY($1) AND inbox = $2 AND status > 3", connection);
            command.Parameters.Add(Array(change.Deletes.ToList(), NpgsqlDbType.Bigint));
            command.Parameters.Add(new NpgsqlParameter { Value = change.Inbox });
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }

        return written;
    }

    private static async Task CountAsync(NpgsqlConnection connection, List<InboxChange> changes, Dictionary<Guid, long> sequences, HashSet<long> written)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var group in changes.GroupBy(change => change.Inbox, StringComparer.Ordinal))
        {
            var delta = InboxDelta.Of(
                group.SelectMany(change => change.Inserts).Select(message => message.MessageId).Distinct().Count(sequences.ContainsKey),
                [.. group.SelectMany(change => change.Outcomes).Where(outcome => written.Contains(outcome.Sequence))]);
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                """
                UPDATE message_inbox SET total = total + $2, completed = completed + $3, failed = failed + $4, processing = processing + $5,
                  peak = greatest(peak, total + $2 - completed - $3 - failed - $4), registered = coalesce($6, registered)
                WHERE name = $1
                """)
            {
                Parameters =
                {
                    new() { Value = group.Key }, new() { Value = delta.Total }, new() { Value = delta.Completed }, new() { Value = delta.Failed },
                    new() { Value = delta.Processing },
                    new() { Value = (object?)group.Select(change => change.Registered).LastOrDefault(registered => registered is not null) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean },
                },
            });
            foreach (var (priority, count, total) in delta.Latencies)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(
                    """
                    INSERT INTO message_latency (inbox, priority, count, total) VALUES ($1, $2, $3, $4)
                    ON CONFLICT (inbox, priority) DO UPDATE SET count = message_latency.count + excluded.count, total = message_latency.total + excluded.total
                    """)
                {
                    Parameters = { new() { Value = group.Key }, new() { Value = (short)priority }, new() { Value = count }, new() { Value = total } },
                });
            }
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    private static NpgsqlParameter<List<T>> Array<T>(List<T> values, NpgsqlDbType type) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}
