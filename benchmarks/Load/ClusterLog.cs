using Microsoft.Extensions.Logging.Abstractions;
using Nms.Storage;

namespace Nms.Load;

/// <summary>The platform's log in a database of its own.</summary>
internal sealed class ClusterLog : IAsyncDisposable
{
    private readonly ScratchDatabase _scratch;
    private readonly PostgresDatabase _database;
    private readonly PostgresAppender _appender;

    private ClusterLog(ScratchDatabase scratch, PostgresDatabase database, PostgresAppender appender)
    {
        _scratch = scratch;
        _database = database;
        _appender = appender;
    }

    public static async Task<IAppender> OpenAsync(string server, TimeProvider time)
    {
        var scratch = await ScratchDatabase.CreateAsync(server);
        var database = new PostgresDatabase(scratch.ConnectionString, time);
        await database.OpenAsync();
        var appender = new PostgresAppender(database, new LocalEventSignal(time), NullLogger<PostgresAppender>.Instance);
        return new OurAppender(new PostgresEventLog(database, appender), new ClusterLog(scratch, database, appender));
    }

    public async ValueTask DisposeAsync()
    {
        await _appender.DisposeAsync();
        await _database.DisposeAsync();
        await _scratch.DisposeAsync();
    }
}
