using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Storage;

/// <summary>The event log in the embedded database. The writer thread counts the sequence.</summary>
internal sealed class SqliteEventLog(SqliteDatabase database, IEventSignal signal) : IEventLog
{
    internal const string Columns =
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

    public Task<EventSlice> ReadAsync(
        EventPriority priority, long after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.ReadAsync(
            (priority, after, limit),
            static (connection, range) =>
            {
                using var statement = connection.Prepare(
                    $"SELECT {Columns} FROM event_log WHERE priority = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3");
                var events = Rows(statement.Bind(1, (long)range.priority).Bind(2, range.after).Bind(3, range.limit), range.limit);
                return new EventSlice(events, SqliteEventQuery.Purged(connection, range.priority));
            },
            cancellationToken);
    }

    public Task<EventPage> QueryAsync(EventCursor after, int limit, EventQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.ReadAsync((after, limit, query), static (connection, page) => SqliteEventQuery.Run(connection, page.after, page.limit, page.query), cancellationToken);
    }

    public Task<EventLogBounds> GetBoundsAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(0, static (connection, _) => Bounds(connection), cancellationToken);

    public Task<long> PurgeAsync(EventPriority priority, DateTimeOffset before, long keep, CancellationToken cancellationToken = default) =>
        SqliteEventPurge.RunAsync(database, priority, before, keep, cancellationToken);

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

    internal static EventLogBounds Bounds(SqliteConnection connection)
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

    internal static ImmutableArray<EventEnvelope> Rows(SqliteStatement statement, int limit)
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
}
