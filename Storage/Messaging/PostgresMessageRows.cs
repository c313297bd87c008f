using System.Collections.Immutable;
using Nms.Events;
using Nms.Messaging;
using Npgsql;

namespace Nms.Storage;

/// <summary>Messages as rows of the cluster's database.</summary>
internal static class PostgresMessageRows
{
    public static async Task<ImmutableArray<HubMessage>> AllAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var messages = ImmutableArray.CreateBuilder<HubMessage>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            messages.Add(Read(reader));
        }

        return messages.DrainToImmutable();
    }

    public static async Task<ImmutableArray<OpenMessage>> OpenAsync(NpgsqlConnection connection, string inbox, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT sequence, message_id, priority, created_at, expires_at, attempts, due_at, octet_length(data)
            FROM message WHERE inbox = $1 AND status < 3 ORDER BY sequence
            """,
            connection)
        { Parameters = { new() { Value = inbox } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var open = ImmutableArray.CreateBuilder<OpenMessage>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            open.Add(new OpenMessage(
                reader.GetInt64(0), reader.GetGuid(1), (EventPriority)reader.GetInt16(2), reader.GetFieldValue<DateTimeOffset>(3),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetInt32(5), Time(reader, 6), reader.GetInt32(7)));
        }

        return open.DrainToImmutable();
    }

    private static HubMessage Read(NpgsqlDataReader row) => new()
    {
        MessageId = row.GetGuid(0),
        Inbox = row.GetString(1),
        Sender = row.GetString(2),
        SentBy = row.GetString(3),
        Type = (MessageType)row.GetInt16(4),
        Priority = (EventPriority)row.GetInt16(5),
        Status = (MessageStatus)row.GetInt16(6),
        DataJson = row.GetString(7),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(8),
        ExpiresAt = row.GetFieldValue<DateTimeOffset>(9),
        Attempts = row.GetInt32(10),
        DueAt = Time(row, 11),
        CorrelationId = Text(row, 12),
        ReplyTo = Text(row, 13),
        Broadcast = row.GetBoolean(14),
        ResponseJson = Text(row, 15),
        Error = Text(row, 16),
        FinishedAt = Time(row, 17),
        Sequence = row.GetInt64(18),
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
