using Nms.Events;

namespace Nms.Storage;

/// <summary>Deletes events of one priority from the embedded database, in pieces, so that appends go on between them.</summary>
internal static class SqliteEventPurge
{
    public static async Task<long> RunAsync(
        SqliteDatabase database, EventPriority priority, DateTimeOffset before, long keep, CancellationToken cancellationToken)
    {
        var beyond = await database.ReadAsync((priority, keep), FindBeyond, cancellationToken).ConfigureAwait(false);
        long purged = 0;
        var found = new Found([], 0);
        do
        {
            var search = (priority, After: found.Sequences.LastOrDefault(), Before: EventTime.ToMicroseconds(before), beyond);
            found = await database.ReadAsync(search, Find, cancellationToken).ConfigureAwait(false);
            purged += await database.WriteAsync((priority, found), Remove, found.Sequences.Count, cancellationToken).ConfigureAwait(false);
        }
        while (found.Sequences.Count > 0);

        return purged;
    }

    /// <summary>The newest event that is one too many; 0 when there are no more than are to be kept.</summary>
    private static long FindBeyond(SqliteConnection connection, (EventPriority Priority, long Keep) search)
    {
        using var statement = connection.Prepare(
            "SELECT sequence FROM event_log INDEXED BY event_log_priority WHERE priority = ?1 ORDER BY sequence DESC LIMIT 1 OFFSET ?2");
        return statement.Bind(1, (long)search.Priority).Bind(2, search.Keep).Step() ? statement.GetInt64(0) : 0;
    }

    /// <summary>Goes on behind the last one found, in the order of the index.</summary>
    private static Found Find(SqliteConnection connection, (EventPriority Priority, long After, long Before, long Beyond) search)
    {
        using var statement = connection.Prepare("""
            SELECT sequence, occurred_at FROM event_log INDEXED BY event_log_priority
            WHERE priority = ?1 AND sequence > ?2 AND (occurred_at < ?3 OR sequence <= ?4) ORDER BY sequence LIMIT ?5
            """);
        statement.Bind(1, (long)search.Priority).Bind(2, search.After).Bind(3, search.Before).Bind(4, search.Beyond).Bind(5, EventPaging.PurgeBatch);
        var sequences = new List<long>();
        var newestAt = long.MinValue;
        while (statement.Step())
        {
            sequences.Add(statement.GetInt64(0));
            newestAt = Math.Max(newestAt, statement.GetInt64(1));
        }

        return new Found(sequences, newestAt);
    }

    private static int Remove(SqliteConnection connection, (EventPriority Priority, Found Found) purge)
    {
        var (sequences, newestAt) = purge.Found;
        if (sequences.Count == 0)
        {
            return 0;
        }

        var removed = 0;
        foreach (var sequence in sequences)
        {
            using var statement = connection.Prepare("DELETE FROM event_log WHERE sequence = ?1");
            statement.Bind(1, sequence).Step();
            removed += connection.Changes;
        }

        using var remember = connection.Prepare("""
            INSERT INTO event_purged (priority, sequence, occurred_at) VALUES (?1, ?2, ?3)
            ON CONFLICT (priority) DO UPDATE
            SET sequence = max(event_purged.sequence, excluded.sequence), occurred_at = max(event_purged.occurred_at, excluded.occurred_at)
            """);
        remember.Bind(1, (long)purge.Priority).Bind(2, sequences[^1]).Bind(3, newestAt).Step();
        return removed;
    }

    private sealed record Found(List<long> Sequences, long NewestAt);
}
