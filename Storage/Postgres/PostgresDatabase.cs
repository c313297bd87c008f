using Nms.Status;
using Npgsql;

namespace Nms.Storage;

/// <summary>The cluster's database: one pool of connections for everything, and errors in our own words.</summary>
internal sealed class PostgresDatabase : IStorageHealth, IAsyncDisposable
{
    private readonly Lazy<Task> _opening;

    public PostgresDatabase(string connectionString, TimeProvider time)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "nms", MaxAutoPrepare = 32 };
        Source = NpgsqlDataSource.Create(settings);
        Name = $"'{settings.Database}' on {settings.Host}:{settings.Port}";
        _opening = new Lazy<Task>(() => RunAsync(source => new PostgresMigrator(source, time, Name).MigrateAsync(MigrationSet.Postgres)));
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>How messages call it; without the password.</summary>
    public string Name { get; }

    /// <summary>Migrates the schema; once, whoever asks first.</summary>
    public Task OpenAsync() => _opening.Value;

    /// <summary>Runs an operation on the database once its schema is there.</summary>
    public async Task<T> UseAsync<T>(Func<NpgsqlDataSource, Task<T>> run, CancellationToken cancellationToken = default)
    {
        await OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await run(Source).ConfigureAwait(false);
        }
        catch (NpgsqlException e)
        {
            throw PostgresErrors.Translate(e, Name);
        }
    }

    /// <inheritdoc />
    public Task CheckAsync(CancellationToken cancellationToken = default) =>
        UseAsync(
            async source =>
            {
                await using var command = source.CreateCommand("SELECT pg_is_in_recovery()");
                return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is false
                    ? 0
                    : throw new StorageException("storage_read_only", $"The database {Name} is a standby and takes no writes; connect to the primary.");
            },
            cancellationToken);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private async Task RunAsync(Func<NpgsqlDataSource, Task> run)
    {
        try
        {
            await run(Source).ConfigureAwait(false);
        }
        catch (NpgsqlException e)
        {
            throw PostgresErrors.Translate(e, Name);
        }
    }
}
