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

    public Task<ImmutableArray<EventEnvelope>> ReadAsync(
        EventPriority priority, long after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return RowsAsync(
            $"SELECT {Columns} FROM event_log WHERE priority = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
            [(short)priority, after, limit],
            limit,
            cancellationToken);
    }

    public async Task<EventPage> QueryAsync(long after, int limit, EventQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var bounds = await GetBoundsAsync(cancellationToken).ConfigureAwait(false);
        var upTo = EventPaging.LookUpTo(after, bounds);
        var (sql, values) = Filter(after, upTo, query);
        var events = await RowsAsync(
            $"SELECT {Columns} FROM event_log WHERE {sql} ORDER BY sequence LIMIT {limit}", values, limit, cancellationToken).ConfigureAwait(false);
        return EventPaging.Page(events, after, limit, upTo, bounds);
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

    public async Task<long> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        var time = before.UtcDateTime;
        var (first, last) = await OldAsync(time, cancellationToken).ConfigureAwait(false);
        long purged = 0;
        for (var from = first; from <= last; from += EventPaging.PurgeBatch)
        {
            purged += await ExecuteAsync(
                "DELETE FROM event_log WHERE sequence BETWEEN $1 AND $2 AND occurred_at < $3",
                [from, from + EventPaging.PurgeBatch - 1, time],
                cancellationToken).ConfigureAwait(false);
        }

        return purged;
    }

    public Task<long> GetCheckpointAsync(string consumer, CancellationToken cancellationToken = default) =>
        database.UseAsync(
            async source =>
            {
                await using var command = Command(source, "SELECT sequence FROM event_checkpoint WHERE consumer = $1", [consumer]);
                return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is long sequence ? sequence : 0;
            },
            cancellationToken);

    public Task SetCheckpointAsync(string consumer, long sequence, CancellationToken cancellationToken = default) =>
        ExecuteAsync(
            """
            INSERT INTO event_checkpoint (consumer, sequence) VALUES ($1, $2)
            ON CONFLICT (consumer) DO UPDATE SET sequence = excluded.sequence WHERE excluded.sequence > event_checkpoint.sequence
            """,
            [consumer, sequence],
            cancellationToken);

    /// <summary>Between which sequences the old events are; an empty range when there is none.</summary>
    private Task<(long First, long Last)> OldAsync(DateTime before, CancellationToken cancellationToken) =>
        database.UseAsync(
            async source =>
            {
                // The addition keeps the planner from walking the primary key, past everything that is not old.
                await using var command = Command(
                    source, "SELECT coalesce(min(sequence + 0), 1), coalesce(max(sequence + 0), 0) FROM event_log WHERE occurred_at < $1", [before]);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return (reader.GetInt64(0), reader.GetInt64(1));
            },
            cancellationToken);

    private static (string Sql, List<object> Values) Filter(long after, long upTo, EventQuery query)
    {
        List<object> values = [after, upTo];
        var sql = "sequence > $1 AND sequence <= $2";
        Add(query.MinimumPriority > EventPriority.Unknown, "priority >= ", (short)query.MinimumPriority);
        Add(query.ProjectId is not null, "project_id = ", query.ProjectId);
        Add(query.NodeId is not null, "node_id = ", query.NodeId);
        Add(!query.Types.IsDefaultOrEmpty, "type = ANY ", query.Types.IsDefault ? null : query.Types.ToArray());
        return (sql, values);

        void Add(bool restricts, string condition, object? value)
        {
            if (restricts)
            {
                values.Add(value!);
                sql += $" AND {condition}(${values.Count})";
            }
        }
    }

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
                var events = ImmutableArray.CreateBuilder<EventEnvelope>(Math.Min(limit, 256));
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    events.Add(Row(reader));
                }

                return events.DrainToImmutable();
            },
            cancellationToken);

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
