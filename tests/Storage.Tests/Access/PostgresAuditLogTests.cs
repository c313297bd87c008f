using Microsoft.Extensions.Logging.Abstractions;
using Nms.Access;
using Nms.Testing.Servers;

namespace Nms.Storage.Tests;

public sealed class PostgresAuditLogTests(PostgresServer server, PostgresAuditLogTests.Database database)
    : AuditLogContract, IClassFixture<PostgresAuditLogTests.Database>
{
    private const string Disarm = "ALTER TABLE audit_log DISABLE TRIGGER USER; ALTER TABLE audit_anchor DISABLE TRIGGER USER;";

    private PostgresDatabase? _database;
    private PostgresAuditAppender? _appender;

    protected override async Task<IAuditLog> OpenEmptyAsync()
    {
        Assert.SkipWhen(server.SkipReason is not null, server.SkipReason ?? "");
        var log = Open(await database.ConnectionString.Value);
        await ExecuteAsync($"""
            {Disarm}
            TRUNCATE audit_log, audit_anchor; UPDATE audit_head SET sequence = 0, hash = repeat('0', 64);
            ALTER TABLE audit_log ENABLE TRIGGER USER; ALTER TABLE audit_anchor ENABLE TRIGGER USER;
            """);
        return log;
    }

    protected override async Task<IAuditLog> ReopenAsync()
    {
        await CloseAsync();
        return Open(await database.ConnectionString.Value);
    }

    protected override async Task CloseAsync()
    {
        if (_appender is not null)
        {
            await _appender.DisposeAsync();
            await _database!.DisposeAsync();
        }
    }

    protected override Task ExecuteAsync(string sql) => _database!.UseAsync(async source =>
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(Cancellation);
    });

    protected override Task DisarmAsync() => ExecuteAsync(Disarm);

    [Theory]
    [InlineData("TRUNCATE audit_log")]
    [InlineData("TRUNCATE audit_anchor")]
    public async Task The_database_refuses_to_empty_the_log(string sql)
    {
        await Log.AppendAsync(AuditSamples.Records(1), Cancellation);

        await Assert.ThrowsAsync<StorageException>(() => ExecuteAsync(sql));
    }

    [Fact]
    public async Task Two_silos_append_to_one_chain()
    {
        await using var otherDatabase = new PostgresDatabase(await database.ConnectionString.Value, TimeProvider.System);
        await using var otherAppender = new PostgresAuditAppender(otherDatabase, Seal, NullLogger<PostgresAuditAppender>.Instance);
        IAuditLog[] silos = [Log, new PostgresAuditLog(otherDatabase, otherAppender, Seal)];

        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(
            async () =>
            {
                for (var i = 0; i < 10; i++)
                {
                    await silos[writer % 2].AppendAsync(AuditSamples.Records(2), Cancellation);
                }
            },
            Cancellation)));

        var found = await new AuditVerifier(Log, Seal).RunAsync(null, null, null, Cancellation);
        Assert.Null(found.Fault);
        Assert.Equal(320, found.To);
    }

    [Fact]
    public async Task A_record_that_cannot_be_written_does_not_fail_those_beside_it()
    {
        var refused = AuditSamples.Record() with { Code = "\0" };

        var appends = Enumerable.Range(0, 20).Select(_ => Log.AppendAsync(AuditSamples.Records(1), Cancellation)).ToList();
        var failing = Log.AppendAsync([refused], Cancellation);
        appends.AddRange(Enumerable.Range(0, 20).Select(_ => Log.AppendAsync(AuditSamples.Records(1), Cancellation)));

        await Assert.ThrowsAsync<StorageException>(() => failing);
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), (await Task.WhenAll(appends)).Select(entries => entries[0].Sequence).Order());
    }

    private PostgresAuditLog Open(string connectionString)
    {
        _database = new PostgresDatabase(connectionString, TimeProvider.System);
        _appender = new PostgresAuditAppender(_database, Seal, NullLogger<PostgresAuditAppender>.Instance);
        return new PostgresAuditLog(_database, _appender, Seal);
    }

    /// <summary>One database for the class; a test empties it.</summary>
    public sealed class Database(PostgresServer server)
    {
        public Lazy<Task<string>> ConnectionString { get; } = new(server.CreateDatabaseAsync);
    }
}
