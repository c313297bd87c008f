using System.Collections.Concurrent;

namespace Nms.Storage;

/// <summary>A few reading connections. SQLite reads block their thread, so they run on the pool's and never on a grain's.</summary>
internal sealed class SqliteReaders(string path, SqliteStorageOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _free = new(options.Readers, options.Readers);
    private readonly ConcurrentBag<SqliteConnection> _idle = [];

    public async Task<TResult> ReadAsync<TState, TResult>(
        TState state, Func<SqliteConnection, TState, TResult> run, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Read(state, run), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < options.Readers; i++)
        {
            await _free.WaitAsync().ConfigureAwait(false);
        }

        foreach (var connection in _idle)
        {
            connection.Dispose();
        }

        _free.Dispose();
    }

    private TResult Read<TState, TResult>(TState state, Func<SqliteConnection, TState, TResult> run)
    {
        if (!_idle.TryTake(out var connection))
        {
            connection = SqliteConnection.Open(path, readOnly: true, options.BusyTimeout);
        }

        try
        {
            connection.Execute("BEGIN");
            var result = run(connection, state);
            connection.Execute("COMMIT");
            _idle.Add(connection);
            return result;
        }
        catch
        {
            // Its transaction may still be open: a new one is cheaper than finding out.
            connection.Dispose();
            throw;
        }
    }
}
