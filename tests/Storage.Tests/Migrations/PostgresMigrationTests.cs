using System.Collections.Immutable;
using System.Globalization;
using Nms.Testing.Servers;
using Npgsql;

namespace Nms.Storage.Tests;

public sealed class PostgresMigrationTests(PostgresServer server) : MigrationContract, IAsyncLifetime
{
    private NpgsqlDataSource _source = null!;

    private protected override ImmutableArray<Migration> Own => MigrationSet.Postgres;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(server.SkipReason is not null, server.SkipReason ?? "");
        _source = NpgsqlDataSource.Create(await server.CreateDatabaseAsync());
    }

    public ValueTask DisposeAsync() => _source?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Silos_that_start_together_take_turns()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MigrateAsync(Two)));

        Assert.Equal(1, await NumberAsync("SELECT count(*) FROM one"));
        Assert.Equal(2, await NumberAsync("SELECT count(*) FROM nms_migration"));
    }

    private protected override Task MigrateAsync(ImmutableArray<Migration> known) =>
        new PostgresMigrator(_source, TimeProvider.System, "'test'").MigrateAsync(known, Cancellation);

    protected override async Task<long> NumberAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(Cancellation), CultureInfo.InvariantCulture);
    }
}
