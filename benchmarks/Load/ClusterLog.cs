using Microsoft.Extensions.Logging.Abstractions;
using Nms.Storage;
using Npgsql;

namespace Nms.Load;

/// <summary>The platform's log in a new database of a PostgreSQL server.</summary>
internal static class ClusterLog
{
    public static async Task<IAppender> OpenAsync(string server, TimeProvider time)
    {
        var database = new PostgresDatabase(await CreateDatabaseAsync(server), time);
        await database.OpenAsync();
        var appender = new PostgresAppender(database, new LocalEventSignal(time), NullLogger<PostgresAppender>.Instance);
        return new OurAppender(new PostgresEventLog(database, appender), new Both(appender, database));
    }

    /// <summary>A database of this run alone, so that rounds start from the same.</summary>
    public static async Task<string> CreateDatabaseAsync(string server)
    {
        var name = $"nms_load_{Guid.CreateVersion7():N}";
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Pooling = false });
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    private sealed class Both(IAsyncDisposable first, IAsyncDisposable second) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await first.DisposeAsync();
            await second.DisposeAsync();
        }
    }
}
