using Microsoft.Extensions.Logging.Abstractions;
using Nms.Events;

namespace Nms.Storage.Tests;

public sealed class SqliteEventLogTests : EventLogContract
{
    private TemporaryFolder? _folder;
    private SqliteDatabase? _database;

    protected override Task<IEventLog> OpenEmptyAsync()
    {
        _folder = new TemporaryFolder();
        return Task.FromResult<IEventLog>(Open());
    }

    protected override async Task<IEventLog> ReopenAsync()
    {
        await _database!.DisposeAsync();
        return Open();
    }

    protected override async Task CloseAsync()
    {
        await _database!.DisposeAsync();
        _folder!.Dispose();
    }

    private SqliteEventLog Open()
    {
        _database = new SqliteDatabase(
            new SqliteStorageOptions { DataFolder = _folder!.Path }, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        return new SqliteEventLog(_database, Signal);
    }
}
