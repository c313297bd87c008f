using System.Collections.Immutable;
using System.Text.Json;
using Nms.Events;

namespace Nms.Storage;

/// <summary>The event log in the embedded database. The writer thread counts the sequence.</summary>
internal sealed class SqliteEventLog(SqliteDatabase database, IEventSignal signal) : IEventLog
{
    private const string Columns =
        "sequence, event_id, priority, type, project_id, node_id, occurred_at, source, correlation_id, data, traceparent";

    public Task<ImmutableArray<long>> AppendAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return events.IsEmpty ? Task.FromResult(ImmutableArray<long>.Empty) : AppendAndSignalAsync(events).WaitAsync(cancellationToken);
    }

    public Task<ImmutableArray<EventEnvelope>> ReadAsync(long after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.ReadAsync((after, limit), static (connection, range) => Read(connection, range.after, range.limit), cancellationToken);
    }

    public Task<ImmutableArray<EventEnvelope>> ReadAsync(
        EventPriority priority, long after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.ReadAsync(
            (priority, after, limit),
            static (connection, range) =>
            {
                using var statement = connection.Prepare(
                    $"SELECT {Columns} FROM event_log WHERE priority = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3");
                return Rows(statement.Bind(1, (long)range.priority).Bind(2, range.after).Bind(3, range.limit), range.limit);
            },
            cancellationToken);
    }

    public Task<EventPage> QueryAsync(long after, int limit, EventQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.ReadAsync((after, limit, query), static (connection, page) => Query(connection, page.after, page.limit, page.query), cancellationToken);
    }

    public Task<EventLogBounds> GetBoundsAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(0, static (connection, _) => Bounds(connection), cancellationToken);

    public async Task<long> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        long purged = 0;
        var found = new OldEvents(0, []);
        do
        {
            // In pieces, so that appends go on between them.
            found = await database.ReadAsync((found, before: EventTime.ToMicroseconds(before)), FindOld, cancellationToken).ConfigureAwait(false);
            purged += await database.WriteAsync(found.Sequences, Remove, found.Sequences.Count, cancellationToken).ConfigureAwait(false);
        }
        while (found.Sequences.Count > 0);

        return purged;
    }

    public Task<long> GetCheckpointAsync(string consumer, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            consumer,
            static (connection, consumer) =>
            {
                using var statement = connection.Prepare("SELECT sequence FROM event_checkpoint WHERE consumer = ?1");
                return statement.Bind(1, consumer).Step() ? statement.GetInt64(0) : 0;
            },
            cancellationToken);

    public Task SetCheckpointAsync(string consumer, long sequence, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            (consumer, sequence),
            static (connection, checkpoint) =>
            {
                using var statement = connection.Prepare("""
                    INSERT INTO event_checkpoint (consumer, sequence) VALUES (?1, ?2)
                    ON CONFLICT (consumer) DO UPDATE SET sequence = excluded.sequence WHERE excluded.sequence > event_checkpoint.sequence
                    """);
                return statement.Bind(1, checkpoint.consumer).Bind(2, checkpoint.sequence).Step();
            },
            cancellationToken: cancellationToken);

    /// <summary>Goes on when the caller stops waiting: what is committed must be signalled.</summary>
    private async Task<ImmutableArray<long>> AppendAndSignalAsync(ImmutableArray<EventEnvelope> events)
    {
        var sequences = await database.WriteAsync(events, Append, events.Length).ConfigureAwait(false);
        signal.NotifyAll(events, sequences);
        return sequences;
    }

    private static ImmutableArray<long> Append(SqliteConnection connection, ImmutableArray<EventEnvelope> events)
    {
        var before = Head(connection);
        var head = before;
        var sequences = ImmutableArray.CreateBuilder<long>(events.Length);
        foreach (var e in events)
        {
            if (Insert(connection, e, head + 1))
            {
                sequences.Add(++head);
            }
            else
            {
                sequences.Add(SequenceOf(connection, e.EventId));
            }
        }

        if (head != before)
        {
            using var statement = connection.Prepare("UPDATE event_log_head SET head = ?1");
            statement.Bind(1, head).Step();
        }

        return sequences.MoveToImmutable();
    }

    private static bool Insert(SqliteConnection connection, EventEnvelope e, long sequence)
    {
        using var statement = connection.Prepare(
            $"INSERT INTO event_log ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (event_id) DO NOTHING");
        statement.Bind(1, sequence).Bind(2, e.EventId).Bind(3, (long)e.Priority).Bind(4, e.Type).Bind(5, e.ProjectId).Bind(6, e.NodeId)
            .Bind(7, EventTime.ToMicroseconds(e.OccurredAt)).Bind(8, e.Source).Bind(9, e.CorrelationId).Bind(10, e.DataJson).Bind(11, e.TraceParent).Step();
        return connection.Changes == 1;
    }

    private static long SequenceOf(SqliteConnection connection, Guid eventId)
    {
        using var statement = connection.Prepare("SELECT sequence FROM event_log WHERE event_id = ?1");
        statement.Bind(1, eventId).Step();
        return statement.GetInt64(0);
    }

    private static long Head(SqliteConnection connection)
    {
        using var statement = connection.Prepare("SELECT head FROM event_log_head");
        statement.Step();
        return statement.GetInt64(0);
    }

    /// <summary>Goes on behind the last one found, in the order of the index.</summary>
    private static OldEvents FindOld(SqliteConnection connection, (OldEvents Last, long Before) search)
    {
        using var statement = connection.Prepare("""
            SELECT priority, sequence FROM event_log INDEXED BY event_log_priority
            WHERE (priority, sequence) > (?1, ?2) AND occurred_at < ?3 ORDER BY priority, sequence LIMIT ?4
            """);
        statement.Bind(1, search.Last.Priority).Bind(2, search.Last.Sequences.LastOrDefault()).Bind(3, search.Before).Bind(4, EventPaging.PurgeBatch);
        long priority = 0;
        var sequences = new List<long>();
        while (statement.Step())
        {
            priority = statement.GetInt64(0);
            sequences.Add(statement.GetInt64(1));
        }

        return new OldEvents(priority, sequences);
    }

    private static int Remove(SqliteConnection connection, List<long> sequences)
    {
        var removed = 0;
        foreach (var sequence in sequences)
        {
            using var statement = connection.Prepare("DELETE FROM event_log WHERE sequence = ?1");
            statement.Bind(1, sequence).Step();
            removed += connection.Changes;
        }

        return removed;
    }

    private static EventLogBounds Bounds(SqliteConnection connection)
    {
        using var statement = connection.Prepare("SELECT (SELECT head FROM event_log_head), (SELECT min(sequence) FROM event_log)");
        statement.Step();
        return new EventLogBounds(statement.GetInt64(0), statement.GetInt64(1));
    }

    private static ImmutableArray<EventEnvelope> Read(SqliteConnection connection, long after, int limit)
    {
        using var statement = connection.Prepare($"SELECT {Columns} FROM event_log WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");
        return Rows(statement.Bind(1, after).Bind(2, limit), limit);
    }

    private static EventPage Query(SqliteConnection connection, long after, int limit, EventQuery query)
    {
        var bounds = Bounds(connection);
        var upTo = EventPaging.LookUpTo(after, bounds);
        using var statement = connection.Prepare($"""
            SELECT {Columns} FROM event_log
            WHERE sequence > ?1 AND sequence <= ?2 AND priority >= ?3
              AND (?4 IS NULL OR project_id = ?4) AND (?5 IS NULL OR node_id = ?5)
              AND (?6 IS NULL OR type IN (SELECT value FROM json_each(?6)))
            ORDER BY sequence LIMIT ?7
            """);
        statement.Bind(1, after).Bind(2, upTo).Bind(3, (long)query.MinimumPriority).Bind(4, query.ProjectId).Bind(5, query.NodeId)
            .Bind(6, query.Types.IsDefaultOrEmpty ? null : JsonSerializer.Serialize(query.Types)).Bind(7, limit);
        return EventPaging.Page(Rows(statement, limit), after, limit, upTo, bounds);
    }

    private static ImmutableArray<EventEnvelope> Rows(SqliteStatement statement, int limit)
    {
        var events = ImmutableArray.CreateBuilder<EventEnvelope>(Math.Min(limit, 256));
        while (statement.Step())
        {
            events.Add(new EventEnvelope
            {
                Sequence = statement.GetInt64(0),
                EventId = statement.GetGuid(1),
                Priority = (EventPriority)statement.GetInt64(2),
                Type = statement.GetString(3),
                ProjectId = statement.GetGuid(4),
                NodeId = statement.IsNull(5) ? null : statement.GetGuid(5),
                OccurredAt = EventTime.FromMicroseconds(statement.GetInt64(6)),
                Source = statement.GetString(7),
                CorrelationId = statement.IsNull(8) ? null : statement.GetString(8),
                DataJson = statement.GetString(9),
                TraceParent = statement.IsNull(10) ? null : statement.GetString(10),
            });
        }

        return events.DrainToImmutable();
    }

    private sealed record OldEvents(long Priority, List<long> Sequences);
}
