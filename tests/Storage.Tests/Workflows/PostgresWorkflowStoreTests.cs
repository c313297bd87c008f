using Microsoft.Extensions.Logging.Abstractions;
using Nms.Testing.Servers;
using Nms.Workflows;

namespace Nms.Storage.Tests;

public sealed class PostgresWorkflowStoreTests(PostgresServer server) : WorkflowStoreContract
{
    private string _connectionString = "";
    private PostgresDatabase? _database;
    private PostgresWorkflowWriter? _writer;

    protected override async Task<IWorkflowStore> OpenEmptyAsync()
    {
        Assert.SkipWhen(server.SkipReason is not null, server.SkipReason ?? "");
        _connectionString = await server.CreateDatabaseAsync();
        return Open();
    }

    protected override async Task<IWorkflowStore> ReopenAsync()
    {
        await CloseAsync();
        return Open();
    }

    protected override async Task CloseAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
            await _database!.DisposeAsync();
        }
    }

    private PostgresWorkflowStore Open()
    {
        _database = new PostgresDatabase(_connectionString, TimeProvider.System);
        _writer = new PostgresWorkflowWriter(_database, NullLogger<PostgresWorkflowWriter>.Instance);
        return new PostgresWorkflowStore(_database, _writer);
    }
}
