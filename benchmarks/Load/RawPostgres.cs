using System.Collections.Immutable;
using Nms.Events;
using Nms.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Nms.Load;

/// <summary>What a program reaches that copies rows into the table itself: one connection, one COPY for each call.</summary>
internal sealed class RawPostgres : IAppender
{
    /// <summary>Environment variable with the connection string of a server that may be written to; its fsync must be on.</summary>
    public const string Setting = "NMS_BENCH_POSTGRES";

    private readonly ScratchDatabase _scratch;
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private long _sequence;

    private RawPostgres(ScratchDatabase scratch, NpgsqlDataSource source, NpgsqlConnection connection)
    {
        _scratch = scratch;
        _source = source;
        _connection = connection;
    }

    /// <summary>Opens a new database with our schema.</summary>
    public static async Task<IAppender> OpenAsync(string server, TimeProvider time)
    {
        var scratch = await ScratchDatabase.CreateAsync(server);
        await using (var ours = new PostgresDatabase(scratch.ConnectionString, time))
        {
            await ours.OpenAsync();
        }

        var source = NpgsqlDataSource.Create(scratch.ConnectionString);
        return new RawPostgres(scratch, source, await source.OpenConnectionAsync());
    }

    public async Task AppendAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken)
    {
        await using var copy = await _connection.BeginBinaryImportAsync(
            "COPY event_log (sequence, event_id, priority, type, project_id, occurred_at, source, data) FROM STDIN (FORMAT binary)", cancellationToken);
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
            await copy.WriteAsync(e.DataJson, NpgsqlDbType.Text, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
        await _scratch.DisposeAsync();
    }
}
