using Microsoft.Extensions.Logging.Abstractions;
using Nms.Workflows;

namespace Nms.Storage.Tests;

public sealed class SqliteWorkflowStoreTests : WorkflowStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase? _database;

    protected override Task<IWorkflowStore> OpenEmptyAsync() => Task.FromResult<IWorkflowStore>(Open());

    protected override async Task<IWorkflowStore> ReopenAsync()
    {
        await _database!.DisposeAsync();
        return Open();
    }

    protected override async Task CloseAsync()
    {
        await _database!.DisposeAsync();
        _folder.Dispose();
    }

    private SqliteWorkflowStore Open()
    {
        _database = new SqliteDatabase(new SqliteStorageOptions { DataFolder = _folder.Path }, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        return new SqliteWorkflowStore(_database);
    }
}
