using System.Collections.Immutable;
using Nms.Events;
using Nms.Messaging;

namespace Nms.Storage;

/// <summary>Messages as rows of the embedded database.</summary>
internal static class SqliteMessageRows
{
    public static HubMessage Read(SqliteStatement row) => new()
    {
        MessageId = row.GetGuid(0),
        Inbox = row.GetString(1),
        Sender = row.GetString(2),
        SentBy = row.GetString(3),
        Type = (MessageType)row.GetInt64(4),
        Priority = (EventPriority)row.GetInt64(5),
        Status = (MessageStatus)row.GetInt64(6),
        DataJson = row.GetString(7),
        CreatedAt = EventTime.FromMicroseconds(row.GetInt64(8)),
        ExpiresAt = EventTime.FromMicroseconds(row.GetInt64(9)),
        Attempts = (int)row.GetInt64(10),
        DueAt = Time(row, 11),
        CorrelationId = Text(row, 12),
        ReplyTo = Text(row, 13),
        Broadcast = row.GetInt64(14) != 0,
        ResponseJson = Text(row, 15),
        Error = Text(row, 16),
        FinishedAt = Time(row, 17),
        Sequence = row.GetInt64(18),
    };

    /// <summary>Inserts a message that is new; its sequence, or 0 when the id is there.</summary>
    public static long Insert(SqliteConnection connection, HubMessage message)
    {
        using var statement = connection.Prepare("""
            INSERT INTO message (message_id, inbox, sender, sent_by, type, priority, status, data, created_at, expires_at, attempts, correlation_id, reply_to, broadcast)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8, ?9, 0, ?10, ?11, ?12) ON CONFLICT (message_id) DO NOTHING RETURNING sequence
            """);
        statement.Bind(1, message.MessageId).Bind(2, message.Inbox).Bind(3, message.Sender).Bind(4, message.SentBy)
            .Bind(5, (long)message.Type).Bind(6, (long)message.Priority).Bind(7, message.DataJson)
            .Bind(8, EventTime.ToMicroseconds(message.CreatedAt)).Bind(9, EventTime.ToMicroseconds(message.ExpiresAt))
            .Bind(10, message.CorrelationId).Bind(11, message.ReplyTo).Bind(12, message.Broadcast ? 1 : 0);
        return statement.Step() ? statement.GetInt64(0) : 0;
    }

    /// <summary>Records what became of a message; false when it is gone or finished already.</summary>
    public static bool Update(SqliteConnection connection, string inbox, MessageOutcome outcome)
    {
        using var statement = connection.Prepare("""
            UPDATE message SET status = ?3, attempts = ?4, due_at = ?5, error = ?6, response = ?7, finished_at = ?8, expires_at = coalesce(?9, expires_at)
            WHERE sequence = ?1 AND inbox = ?2 AND (status < 3) = (?9 IS NULL)
            """);
        statement.Bind(1, outcome.Sequence).Bind(2, inbox).Bind(3, (long)outcome.Status).Bind(4, outcome.Attempts);
        Bind(statement, 5, outcome.DueAt);
        statement.Bind(6, outcome.Error).Bind(7, outcome.ResponseJson);
        Bind(statement, 8, outcome.FinishedAt);
        Bind(statement, 9, outcome.ReplayedUntil);
        statement.Step();
        return connection.Changes == 1;
    }

    public static ImmutableArray<OpenMessage> Open(SqliteConnection connection, string inbox)
    {
        using var statement = connection.Prepare("""
            SELECT sequence, message_id, priority, created_at, expires_at, attempts, due_at, length(CAST(data AS BLOB))
            FROM message WHERE inbox = ?1 AND status < 3 ORDER BY sequence
            """);
        statement.Bind(1, inbox);
        var open = ImmutableArray.CreateBuilder<OpenMessage>();
        while (statement.Step())
        {
            open.Add(new OpenMessage(
                statement.GetInt64(0), statement.GetGuid(1), (EventPriority)statement.GetInt64(2), EventTime.FromMicroseconds(statement.GetInt64(3)),
                EventTime.FromMicroseconds(statement.GetInt64(4)), (int)statement.GetInt64(5), Time(statement, 6), (int)statement.GetInt64(7)));
        }

        return open.DrainToImmutable();
    }

    public static ImmutableArray<HubMessage> All(SqliteStatement statement)
    {
        var messages = ImmutableArray.CreateBuilder<HubMessage>();
        while (statement.Step())
        {
            messages.Add(Read(statement));
        }

        return messages.DrainToImmutable();
    }

    private static string? Text(SqliteStatement row, int column) => row.IsNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Time(SqliteStatement row, int column) => row.IsNull(column) ? null : EventTime.FromMicroseconds(row.GetInt64(column));

    private static void Bind(SqliteStatement statement, int parameter, DateTimeOffset? time) =>
        _ = time is { } known ? statement.Bind(parameter, EventTime.ToMicroseconds(known)) : statement.BindNull(parameter);
}
