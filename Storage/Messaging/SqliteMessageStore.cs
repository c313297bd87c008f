using System.Collections.Immutable;
using Nms.Events;
using Nms.Messaging;

namespace Nms.Storage;

/// <summary>The messages in the embedded database. The writer thread groups what inboxes write, with everything else.</summary>
internal sealed class SqliteMessageStore(SqliteDatabase database) : IMessageStore
{
    public Task<InboxOpening?> OpenAsync(string inbox, bool create, CancellationToken cancellationToken = default) =>
        database.WriteAsync((inbox, create), static (connection, asked) => Open(connection, asked.inbox, asked.create), cancellationToken: cancellationToken);

    public Task<ImmutableArray<long>> CommitAsync(InboxChange change, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            change, static (connection, change) => Commit(connection, change), change.Inserts.Length + change.Outcomes.Length + change.Deletes.Length + 1, cancellationToken);

    public Task<ImmutableArray<HubMessage>> ReadAsync(ImmutableArray<long> sequences, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            sequences,
            static (connection, sequences) => ImmutableArray.CreateRange(sequences.SelectMany(sequence =>
            {
                using var statement = connection.Prepare($"SELECT {MessageColumns.All} FROM message WHERE sequence = ?1");
                return SqliteMessageRows.All(statement.Bind(1, sequence));
            })),
            cancellationToken);

    public Task<HubMessage?> FindAsync(Guid messageId, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            messageId,
            static (connection, id) =>
            {
                using var statement = connection.Prepare($"SELECT {MessageColumns.All} FROM message WHERE message_id = ?1");
                return statement.Bind(1, id).Step() ? SqliteMessageRows.Read(statement) : null;
            },
            cancellationToken);

    public Task<ImmutableArray<HubMessage>> QueryAsync(MessageQuery query, long before, int limit, CancellationToken cancellationToken = default) =>
        database.ReadAsync((query, before, limit), static (connection, page) => Query(connection, page.query, page.before, page.limit), cancellationToken);

    public Task<ImmutableArray<InboxCounters>> ReadCountersAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(0, static (connection, _) => Counters(connection), cancellationToken);

    public async Task<long> PurgeAsync(DateTimeOffset before, long keep, CancellationToken cancellationToken = default)
    {
        long purged = 0;
        var found = new OldMessages(0, [], More: true);
        while (found.More)
        {
            // In pieces, so that inboxes go on writing between them.
            found = await database.ReadAsync((found.Last, EventTime.ToMicroseconds(before), keep), FindOld, cancellationToken).ConfigureAwait(false);
            purged += found.Finished.Count == 0
                ? 0
                : await database.WriteAsync(found.Finished, Remove, found.Finished.Count, cancellationToken).ConfigureAwait(false);
        }

        return purged;
    }

    private static InboxOpening? Open(SqliteConnection connection, string inbox, bool create)
    {
        if (create)
        {
            using var insert = connection.Prepare("INSERT INTO message_inbox (name, epoch, registered) VALUES (?1, 0, 0) ON CONFLICT DO NOTHING");
            insert.Bind(1, inbox).Step();
        }

        using var statement = connection.Prepare("UPDATE message_inbox SET epoch = epoch + 1 WHERE name = ?1 RETURNING epoch, registered");
        return statement.Bind(1, inbox).Step()
            ? new InboxOpening(statement.GetInt64(0), statement.GetInt64(1) != 0, SqliteMessageRows.Open(connection, inbox))
            : null;
    }

    private static ImmutableArray<long> Commit(SqliteConnection connection, InboxChange change)
    {
        var sequences = ImmutableArray.CreateRange(change.Inserts, message => SqliteMessageRows.Insert(connection, message));
        var written = change.Outcomes.Where(outcome => SqliteMessageRows.Update(connection, change.Inbox, outcome)).ToList();
        foreach (var sequence in change.Deletes)
        {
            using var delete = connection.Prepare("DELETE FROM message WHERE sequence = ?1 AND inbox = ?2 AND status > 3");
            delete.Bind(1, sequence).Bind(2, change.Inbox).Step();
        }

        var delta = InboxDelta.Of(sequences.Count(sequence => sequence > 0), written);
        using var statement = connection.Prepare("""
            UPDATE message_inbox SET total = total + ?3, completed = completed + ?4, failed = failed + ?5, processing = processing + ?6,
              peak = max(peak, total + ?3 - completed - ?4 - failed - ?5), registered = coalesce(?7, registered)
            WHERE name = ?1 AND epoch = ?2
            """);
        statement.Bind(1, change.Inbox).Bind(2, change.Epoch).Bind(3, delta.Total).Bind(4, delta.Completed).Bind(5, delta.Failed).Bind(6, delta.Processing);
        _ = change.Registered is { } registered ? statement.Bind(7, registered ? 1 : 0) : statement.BindNull(7);
        statement.Step();
        if (connection.Changes == 0)
        {
            // The operation is taken back, with all it wrote.
            throw InboxCodes.HasMoved(change.Inbox);
        }

        foreach (var (priority, count, total) in delta.Latencies)
        {
            using var latency = connection.Prepare("""
                INSERT INTO message_latency (inbox, priority, count, total) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (inbox, priority) DO UPDATE SET count = count + excluded.count, total = total + excluded.total
                """);
            latency.Bind(1, change.Inbox).Bind(2, (long)priority).Bind(3, count).Bind(4, total).Step();
        }

        return sequences;
    }

    private static ImmutableArray<HubMessage> Query(SqliteConnection connection, MessageQuery query, long before, int limit)
    {
        List<object> values = [before];
        var sql = MessageColumns.Conditions(query, value =>
        {
            values.Add(value);
            return $"?{values.Count}";
        });
        using var statement = connection.Prepare($"SELECT {MessageColumns.All} FROM message WHERE sequence < ?1{sql} ORDER BY sequence DESC LIMIT ?{values.Count + 1}");
        for (var i = 0; i < values.Count; i++)
        {
            _ = values[i] is string text ? statement.Bind(i + 1, text) : statement.Bind(i + 1, (long)values[i]);
        }

        return SqliteMessageRows.All(statement.Bind(values.Count + 1, limit));
    }

    private static ImmutableArray<InboxCounters> Counters(SqliteConnection connection)
    {
        var latencies = ImmutableDictionary.CreateBuilder<(string, EventPriority), QueueLatency>();
        using (var latency = connection.Prepare("SELECT inbox, priority, count, total FROM message_latency"))
        {
            while (latency.Step())
            {
                latencies.Add(
                    (latency.GetString(0), (EventPriority)latency.GetInt64(1)),
                    new QueueLatency(latency.GetInt64(2), TimeSpan.FromMicroseconds(latency.GetInt64(3))));
            }
        }

        var of = latencies.ToLookup(entry => entry.Key.Item1, entry => KeyValuePair.Create(entry.Key.Item2, entry.Value));
        using var statement = connection.Prepare("SELECT name, total, completed, failed, peak, processing FROM message_inbox ORDER BY name");
        var counters = ImmutableArray.CreateBuilder<InboxCounters>();
        while (statement.Step())
        {
            var name = statement.GetString(0);
            counters.Add(new InboxCounters
            {
                Inbox = name,
                Total = statement.GetInt64(1),
                Completed = statement.GetInt64(2),
                Failed = statement.GetInt64(3),
                Peak = statement.GetInt64(4),
                Processing = TimeSpan.FromMicroseconds(statement.GetInt64(5)),
                Latency = of[name].ToImmutableDictionary(),
            });
        }

        return counters.DrainToImmutable();
    }

    /// <summary>Messages are accepted in the order of their sequence, nearly: the first that is young enough ends the search.</summary>
    private static OldMessages FindOld(SqliteConnection connection, (long After, long Before, long Keep) search)
    {
        using var newest = connection.Prepare("SELECT coalesce(max(sequence), 0) FROM message");
        newest.Step();
        var bound = newest.GetInt64(0) - search.Keep;
        using var statement = connection.Prepare("SELECT sequence, status, created_at FROM message WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");
        statement.Bind(1, search.After).Bind(2, MessageColumns.PurgeBatch);
        var last = search.After;
        var seen = 0;
        var finished = new List<long>();
        while (statement.Step() && (statement.GetInt64(2) < search.Before || statement.GetInt64(0) <= bound))
        {
            last = statement.GetInt64(0);
            seen++;
            if (statement.GetInt64(1) >= (long)MessageStatus.Completed)
            {
                finished.Add(last);
            }
        }

        return new OldMessages(last, finished, More: seen == MessageColumns.PurgeBatch);
    }

    private static int Remove(SqliteConnection connection, List<long> sequences)
    {
        foreach (var sequence in sequences)
        {
            using var statement = connection.Prepare("DELETE FROM message WHERE sequence = ?1 AND status >= 3");
            statement.Bind(1, sequence).Step();
        }

        return sequences.Count;
    }

    private sealed record OldMessages(long Last, List<long> Finished, bool More);
}
