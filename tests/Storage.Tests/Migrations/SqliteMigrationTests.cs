using System.Collections.Immutable;

namespace Nms.Storage.Tests;

public sealed class SqliteMigrationTests : MigrationContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private protected override ImmutableArray<Migration> Own => MigrationSet.Sqlite;

    public void Dispose() => _folder.Dispose();

    private protected override Task MigrateAsync(ImmutableArray<Migration> known)
    {
        using var connection = Open();
        new SqliteMigrator(connection, TimeProvider.System).Migrate(known);
        return Task.CompletedTask;
    }

    protected override Task<long> NumberAsync(string sql)
    {
        using var connection = Open();
        using var statement = connection.Prepare(sql);
        statement.Step();
        return Task.FromResult(statement.GetInt64(0));
    }

    private SqliteConnection Open() => SqliteConnection.Open(_folder.File("nms.db"), readOnly: false, TimeSpan.FromSeconds(1));
}
