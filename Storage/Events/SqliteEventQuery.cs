using System.Collections.Immutable;
using System.Text.Json;
using Nms.Events;

namespace Nms.Storage;

/// <summary>Reads a page of the event log in the embedded database.</summary>
internal static class SqliteEventQuery
{
    // One text for every query, so that the statement is prepared once.
    private const string Page = $"""
        SELECT {SqliteEventLog.Columns} FROM event_log
        WHERE sequence > ?1 AND sequence <= ?2 AND priority BETWEEN ?3 AND ?4
          AND sequence > CASE priority WHEN 4 THEN ?5 WHEN 3 THEN ?6 WHEN 2 THEN ?7 ELSE ?8 END
          AND (?9 IS NULL OR EXISTS (SELECT 1 FROM json_each(?9) WHERE event_log.type GLOB value))
          AND (?10 IS NULL OR type IN (SELECT value FROM json_each(?10)))
          AND (?11 IS NULL OR hex(project_id) IN (SELECT value FROM json_each(?11)))
          AND (?12 IS NULL OR hex(node_id) IN (SELECT value FROM json_each(?12)))
          AND (?13 IS NULL OR source IN (SELECT value FROM json_each(?13)))
        ORDER BY sequence LIMIT ?14
        """;

    public static EventPage Run(SqliteConnection connection, EventCursor after, int limit, EventQuery query)
    {
        var bounds = SqliteEventLog.Bounds(connection);
        var from = after.OldestOf(query);
        var upTo = EventPaging.LookUpTo(from, bounds);
        ImmutableArray<EventEnvelope> events;
        using (var statement = connection.Prepare(Page))
        {
            statement.Bind(1, from).Bind(2, upTo).Bind(3, (long)query.MinimumPriority).Bind(4, (long)query.MaximumPriority)
                .Bind(5, after.Critical).Bind(6, after.High).Bind(7, after.Normal).Bind(8, after.Low)
                .Bind(9, Json(query.Types, Pattern)).Bind(10, query.SubscribedTypes is { } types ? JsonSerializer.Serialize(types) : null)
                .Bind(11, Json(query.Projects, Hex)).Bind(12, Json(query.Nodes, Hex)).Bind(13, Json(query.Sources, static source => source)).Bind(14, limit);
            events = SqliteEventLog.Rows(statement, limit);
        }

        // After the events: what is deleted between the two is told of, and not passed over.
        return EventPaging.Page(events, from, limit, upTo, bounds, Purged(connection));
    }

    /// <summary>What is no longer kept of one priority.</summary>
    internal static PurgedEvents Purged(SqliteConnection connection, EventPriority priority)
    {
        using var statement = connection.Prepare("SELECT sequence, occurred_at FROM event_purged WHERE priority = ?1");
        return statement.Bind(1, (long)priority).Step()
            ? new PurgedEvents(priority, statement.GetInt64(0), EventTime.FromMicroseconds(statement.GetInt64(1)))
            : new PurgedEvents(priority, 0, default);
    }

    private static ImmutableArray<PurgedEvents> Purged(SqliteConnection connection)
    {
        using var statement = connection.Prepare("SELECT priority, sequence, occurred_at FROM event_purged ORDER BY priority");
        var purged = ImmutableArray.CreateBuilder<PurgedEvents>(4);
        while (statement.Step())
        {
            purged.Add(new PurgedEvents((EventPriority)statement.GetInt64(0), statement.GetInt64(1), EventTime.FromMicroseconds(statement.GetInt64(2))));
        }

        return purged.DrainToImmutable();
    }

    private static string? Json<T>(ImmutableArray<T> values, Func<T, string> text) =>
        values.IsDefaultOrEmpty ? null : JsonSerializer.Serialize(values.Select(text));

    private static string Hex(Guid id) => id.ToString("N").ToUpperInvariant();

    private static string Pattern(string type) => type switch
    {
        "*" => "*",
        ['*', .. var end] => "*" + Literal(end),
        [.. var start, '*'] => Literal(start) + "*",
        _ => Literal(type),
    };

    private static string Literal(string text) =>
        text.Replace("[", "[[]", StringComparison.Ordinal).Replace("*", "[*]", StringComparison.Ordinal).Replace("?", "[?]", StringComparison.Ordinal);
}
