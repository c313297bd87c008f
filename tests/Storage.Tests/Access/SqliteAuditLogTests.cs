using Microsoft.Extensions.Logging.Abstractions;
using Nms.Access;

namespace Nms.Storage.Tests;

public sealed class SqliteAuditLogTests : AuditLogContract
{
    private static readonly string[] s_triggers =
    [
        "audit_log_follows", "audit_log_moves_head", "audit_log_unchangeable", "audit_log_undeletable",
        "audit_anchor_fits", "audit_anchor_unchangeable", "audit_anchor_undeletable",
    ];

    private TemporaryFolder? _folder;
    private SqliteDatabase? _database;

    protected override Task<IAuditLog> OpenEmptyAsync()
    {
        _folder = new TemporaryFolder();
        return Task.FromResult<IAuditLog>(Open());
    }

    protected override async Task<IAuditLog> ReopenAsync()
    {
        await _database!.DisposeAsync();
        return Open();
    }

    protected override async Task CloseAsync()
    {
        await _database!.DisposeAsync();
        _folder!.Dispose();
    }

    protected override Task ExecuteAsync(string sql)
    {
        using var connection = SqliteConnection.Open(_database!.Path, readOnly: false, TimeSpan.FromSeconds(5));
        connection.ExecuteScript(sql);
        return Task.CompletedTask;
    }

    protected override Task DisarmAsync() => ExecuteAsync(string.Concat(s_triggers.Select(trigger => $"DROP TRIGGER {trigger};")));

    private SqliteAuditLog Open()
    {
        _database = new SqliteDatabase(
            new SqliteStorageOptions { DataFolder = _folder!.Path }, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        return new SqliteAuditLog(_database, Seal);
    }
}
