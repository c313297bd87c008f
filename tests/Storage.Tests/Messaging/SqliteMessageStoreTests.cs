using Microsoft.Extensions.Logging.Abstractions;
using Nms.Messaging;

namespace Nms.Storage.Tests;

public sealed class SqliteMessageStoreTests : MessageStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase? _database;

    protected override Task<IMessageStore> OpenEmptyAsync() => Task.FromResult<IMessageStore>(Open());

    protected override async Task<IMessageStore> ReopenAsync()
    {
        await _database!.DisposeAsync();
        return Open();
    }

    protected override async Task CloseAsync()
    {
        await _database!.DisposeAsync();
        _folder.Dispose();
    }

    private SqliteMessageStore Open()
    {
        _database = new SqliteDatabase(new SqliteStorageOptions { DataFolder = _folder.Path }, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        return new SqliteMessageStore(_database);
    }
}
