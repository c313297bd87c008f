using System.Collections.Immutable;
using Nms.Events;
using Npgsql;
using NpgsqlTypes;

namespace Nms.Load;

/// <summary>What a program reaches that copies rows into a table of the same shape: one connection, one COPY for each call.</summary>
internal sealed class RawPostgres : IAppender
{
    /// <summary>Environment variable with the connection string of a server that may be written to; its fsync must be on.</summary>
    public const string Setting = "NMS_BENCH_POSTGRES";

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private long _sequence;

    private RawPostgres(NpgsqlDataSource source, NpgsqlConnection connection)
    {
        _source = source;
        _connection = connection;
    }

    public static async Task<IAppender> OpenAsync(string server)
    {
        var source = NpgsqlDataSource.Create(server);
        var connection = await source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            DROP TABLE IF EXISTS raw_event;
            CREATE TABLE raw_event (
              sequence bigint PRIMARY KEY, event_id uuid NOT NULL UNIQUE, priority smallint NOT NULL, type text NOT NULL,
              project_id uuid NOT NULL, node_id uuid, occurred_at timestamptz NOT NULL, source text NOT NULL, correlation_id text, data jsonb NOT NULL);
            CREATE INDEX ON raw_event (priority, sequence);
            CREATE INDEX ON raw_event (occurred_at);
            """;
        await command.ExecuteNonQueryAsync();
        return new RawPostgres(source, connection);
    }

    public async Task AppendAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken)
    {
        await using var copy = await _connection.BeginBinaryImportAsync(
            "COPY raw_event (sequence, event_id, priority, type, project_id, occurred_at, source, data) FROM STDIN (FORMAT binary)", cancellationToken);
        foreach (var e in events)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(++_sequence, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(e.EventId, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync((short)e.Priority, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteAsync(e.Type, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(e.ProjectId, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(e.OccurredAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
            await copy.WriteAsync(e.Source, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(e.DataJson, NpgsqlDbType.Jsonb, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
    }
}
