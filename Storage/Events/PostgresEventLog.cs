using System.Collections.Immutable;
using Nms.Events;
using Npgsql;

namespace Nms.Storage;

/// <summary>The event log in the cluster's database.</summary>
internal sealed class PostgresEventLog(PostgresDatabase database, PostgresAppender appender) : IEventLog
{
    private const string Columns =
        "sequence, event_id, priority, type, project_id, node_id, occurred_at, source, correlation_id, data, traceparent";

    public Task<ImmutableArray<long>> AppendAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return events.IsEmpty ? Task.FromResult(ImmutableArray<long>.Empty) : appender.AppendAsync(events, cancellationToken);
    }

    public Task<ImmutableArray<EventEnvelope>> ReadAsync(long after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return RowsAsync(
            $"SELECT {Columns} FROM event_log WHERE sequence > $1 ORDER BY sequence LIMIT $2", [after, limit], limit, cancellationToken);
    }

    public Task<EventSlice> ReadAsync(EventPriority priority, long after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.UseAsync(source => SliceAsync(source, priority, after, limit, cancellationToken), cancellationToken);
    }

    public async Task<EventPage> QueryAsync(EventCursor after, int limit, EventQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var bounds = await GetBoundsAsync(cancellationToken).ConfigureAwait(false);
        var from = after.OldestOf(query);
        var upTo = EventPaging.LookUpTo(from, bounds);
        var (sql, values) = PostgresEventFilter.Write(after, upTo, query);
        var events = await RowsAsync(
            $"SELECT {Columns} FROM event_log WHERE {sql} ORDER BY sequence LIMIT {limit}", values, limit, cancellationToken).ConfigureAwait(false);

        // After the events: what is deleted between the two is told of, and not passed over.
        var purged = await PurgedAsync(cancellationToken).ConfigureAwait(false);
        return EventPaging.Page(events, from, limit, upTo, bounds, purged);
    }

    public Task<EventLogBounds> GetBoundsAsync(CancellationToken cancellationToken = default) =>
        database.UseAsync(
            async source =>
            {
                await using var command = source.CreateCommand("SELECT head, (SELECT coalesce(min(sequence), 0) FROM event_log) FROM event_log_head");
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return new EventLogBounds(reader.GetInt64(0), reader.GetInt64(1));
            },
            cancellationToken);

    public async Task<long> PurgeAsync(EventPriority priority, DateTimeOffset before, long keep, CancellationToken cancellationToken = default)
    {
        var time = before.UtcDateTime;
        var beyond = await BeyondAsync(priority, keep, cancellationToken).ConfigureAwait(false);
        var (first, last) = await OldAsync(priority, time, beyond, cancellationToken).ConfigureAwait(false);
        long purged = 0;
        for (var from = first; from <= last; from += EventPaging.PurgeBatch)
        {
            purged += await NumberAsync(
                "SELECT nms_purge_events($1, $2, $3, $4, $5)",
                [(short)priority, from, Math.Min(last, from + EventPaging.PurgeBatch - 1), time, beyond],
                cancellationToken).ConfigureAwait(false);
        }

        return purged;
    }

    public Task<long> GetCheckpointAsync(string consumer, CancellationToken cancellationToken = default) =>
        NumberAsync("SELECT sequence FROM event_checkpoint WHERE consumer = $1", [consumer], cancellationToken);

    public Task SetCheckpointAsync(string consumer, long sequence, CancellationToken cancellationToken = default) =>
        ExecuteAsync(
            """
            INSERT INTO event_checkpoint (consumer, sequence) VALUES ($1, $2)
            ON CONFLICT (consumer) DO UPDATE SET sequence = excluded.sequence WHERE excluded.sequence > event_checkpoint.sequence
            """,
            [consumer, sequence],
            cancellationToken);

    /// <summary>The newest event of a priority that is one too many; 0 when there are no more than are to be kept.</summary>
    private Task<long> BeyondAsync(EventPriority priority, long keep, CancellationToken cancellationToken) =>
        NumberAsync(
            "SELECT sequence FROM event_log WHERE priority = $1 ORDER BY sequence DESC LIMIT 1 OFFSET $2", [(short)priority, keep], cancellationToken);

    /// <summary>Between which sequences the events to delete are; an empty range when there is none.</summary>
    private Task<(long First, long Last)> OldAsync(EventPriority priority, DateTime before, long beyond, CancellationToken cancellationToken) =>
        database.UseAsync(
            async source =>
            {
                // The addition keeps the planner from walking the primary key, past everything that is not old.
                await using var command = Command(
                    source,
                    """
                    SELECT coalesce(least(old.first, more.first), 1), coalesce(greatest(old.last, more.last), 0)
                    FROM (SELECT min(sequence + 0) AS first, max(sequence + 0) AS last FROM event_log WHERE priority = $1 AND occurred_at < $2) AS old,
                         (SELECT min(sequence) AS first, max(sequence) AS last FROM event_log WHERE priority = $1 AND sequence <= $3) AS more
                    """,
                    [(short)priority, before, beyond]);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return (reader.GetInt64(0), reader.GetInt64(1));
            },
            cancellationToken);

    /// <summary>In one round trip; the second statement sees what the first one did not find any more.</summary>
    private static async Task<EventSlice> SliceAsync(
        NpgsqlDataSource source, EventPriority priority, long after, int limit, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT {Columns} FROM event_log WHERE priority = $1 AND sequence > $2 ORDER BY sequence LIMIT $3")
        {
            Parameters = { new NpgsqlParameter { Value = (short)priority }, new NpgsqlParameter { Value = after }, new NpgsqlParameter { Value = limit } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT sequence, occurred_at FROM event_purged WHERE priority = $1")
        {
            Parameters = { new NpgsqlParameter { Value = (short)priority } },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var events = await RowsAsync(reader, limit, cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var purged = await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? new PurgedEvents(priority, reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1))
            : new PurgedEvents(priority, 0, default);
        return new EventSlice(events, purged);
    }

    private Task<ImmutableArray<PurgedEvents>> PurgedAsync(CancellationToken cancellationToken) =>
        database.UseAsync(
            async source =>
            {
                await using var command = source.CreateCommand("SELECT priority, sequence, occurred_at FROM event_purged ORDER BY priority");
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                var purged = ImmutableArray.CreateBuilder<PurgedEvents>(4);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    purged.Add(new PurgedEvents((EventPriority)reader.GetInt16(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2)));
                }

                return purged.DrainToImmutable();
            },
            cancellationToken);

    private Task<long> NumberAsync(string sql, IReadOnlyList<object> values, CancellationToken cancellationToken) =>
        database.UseAsync(
            async source =>
            {
                await using var command = Command(source, sql, values);
                return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is long number ? number : 0;
            },
            cancellationToken);

    private static NpgsqlCommand Command(NpgsqlDataSource source, string sql, IReadOnlyList<object> values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private Task<int> ExecuteAsync(string sql, IReadOnlyList<object> values, CancellationToken cancellationToken) =>
        database.UseAsync(
            async source =>
            {
                await using var command = Command(source, sql, values);
                return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    private Task<ImmutableArray<EventEnvelope>> RowsAsync(string sql, IReadOnlyList<object> values, int limit, CancellationToken cancellationToken) =>
        database.UseAsync(
            async source =>
            {
                await using var command = Command(source, sql, values);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                return await RowsAsync(reader, limit, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    private static async Task<ImmutableArray<EventEnvelope>> RowsAsync(NpgsqlDataReader reader, int limit, CancellationToken cancellationToken)
    {
        var events = ImmutableArray.CreateBuilder<EventEnvelope>(Math.Min(limit, 256));
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            events.Add(Row(reader));
        }

        return events.DrainToImmutable();
    }

    private static EventEnvelope Row(NpgsqlDataReader reader) => new()
    {
        Sequence = reader.GetInt64(0),
        EventId = reader.GetGuid(1),
        Priority = (EventPriority)reader.GetInt16(2),
        Type = reader.GetString(3),
        ProjectId = reader.GetGuid(4),
        NodeId = reader.IsDBNull(5) ? null : reader.GetGuid(5),
        OccurredAt = reader.GetFieldValue<DateTimeOffset>(6),
        Source = reader.GetString(7),
        CorrelationId = reader.IsDBNull(8) ? null : reader.GetString(8),
        DataJson = reader.GetString(9),
        TraceParent = reader.IsDBNull(10) ? null : reader.GetString(10),
    };
}
