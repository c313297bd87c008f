using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Nms.Events;
using Nms.Storage;

namespace Nms.Load;

/// <summary>What a program reaches that writes the table itself: one connection, a prepared statement, a transaction for each call.</summary>
internal sealed class RawSqlite : IAppender
{
    private readonly Microsoft.Data.Sqlite.SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter[] _values;
    private long _sequence;

    private RawSqlite(string path)
    {
        _connection = new Microsoft.Data.Sqlite.SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        _connection.Open();
        using (var pragmas = _connection.CreateCommand())
        {
            pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
            pragmas.ExecuteNonQuery();
        }

        _insert = _connection.CreateCommand();
        _insert.CommandText = """
            INSERT INTO event_log (sequence, event_id, priority, type, project_id, node_id, occurred_at, source, correlation_id, data)
            VALUES ($1, $2, $3, $4, $5, NULL, $6, $7, NULL, $8)
            """;
        _values = [.. Enumerable.Range(1, 8).Select(i => _insert.Parameters.AddWithValue($"${i}", DBNull.Value))];
        _insert.Prepare();
    }

    /// <summary>Opens a database with our schema.</summary>
    public static async Task<IAppender> OpenAsync(Workspace workspace)
    {
        var database = new SqliteDatabase(
            new SqliteStorageOptions { DataFolder = workspace.NewFolder() }, workspace.Time, NullLogger<SqliteDatabase>.Instance);
        await database.OpenAsync();
        await database.DisposeAsync();
        return new RawSqlite(database.Path);
    }

    public Task AppendAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken)
    {
        using var transaction = _connection.BeginTransaction();
        _insert.Transaction = transaction;
        foreach (var e in events)
        {
            object[] row = [++_sequence, e.EventId.ToByteArray(bigEndian: true), (long)e.Priority, e.Type, e.ProjectId.ToByteArray(), 0L, e.Source, e.DataJson];
            for (var i = 0; i < row.Length; i++)
            {
                _values[i].Value = row[i];
            }

            _insert.ExecuteNonQuery();
        }

        transaction.Commit();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
