using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Nms.Events;
using Nms.Testing.Servers;

namespace Nms.Storage.Tests;

public sealed class PostgresEventLogTests(PostgresServer server, PostgresEventLogTests.Database database)
    : EventLogContract, IClassFixture<PostgresEventLogTests.Database>
{
    private PostgresDatabase? _database;
    private PostgresAppender? _appender;

    protected override async Task<IEventLog> OpenEmptyAsync()
    {
        Assert.SkipWhen(server.SkipReason is not null, server.SkipReason ?? "");
        var log = Open(await database.ConnectionString.Value);
        await _database!.UseAsync(async source =>
        {
            await using var command = source.CreateCommand("TRUNCATE event_log, event_checkpoint, event_purged; UPDATE event_log_head SET head = 0");
            return await command.ExecuteNonQueryAsync(Cancellation);
        });
        return log;
    }

    protected override async Task<IEventLog> ReopenAsync()
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

    [Theory]
    [InlineData(0, typeof(StorageException))]
    [InlineData(0xd800, typeof(EncoderFallbackException))]
    public async Task An_event_that_cannot_be_written_does_not_fail_those_beside_it(int character, Type expected)
    {
        var refused = Samples.Event() with { CorrelationId = ((char)character).ToString() };

        var appends = Samples.Events(20).Select(e => Log.AppendAsync([e], Cancellation)).ToList();
        var failing = Log.AppendAsync([refused], Cancellation);
        appends.AddRange(Samples.Events(20).Select(e => Log.AppendAsync([e], Cancellation)));

        await Assert.ThrowsAsync(expected, () => failing);
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), (await Task.WhenAll(appends)).Select(s => s[0]).Order());
    }

    [Fact]
    public async Task Two_silos_append_to_one_gap_free_sequence()
    {
        await using var otherDatabase = new PostgresDatabase(await database.ConnectionString.Value, TimeProvider.System);
        await using var otherAppender = new PostgresAppender(otherDatabase, Signal, NullLogger<PostgresAppender>.Instance);
        IEventLog[] silos = [Log, new PostgresEventLog(otherDatabase, otherAppender)];
        var writing = Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(
            async () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    await silos[writer % 2].AppendAsync(Samples.Events(2), Cancellation);
                }
            },
            Cancellation)));

        var seen = new List<long>();
        while (seen.Count < 640)
        {
            writing.Exception?.Handle(_ => false);
            seen.AddRange((await Log.ReadAsync(seen.LastOrDefault(), 100, Cancellation)).Select(e => e.Sequence));
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, 640).Select(i => (long)i), seen);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_a_transient_error()
    {
        var nowhere = $"Host=127.0.0.1;Port={ServerProcess.FreePort()};Username=nms;Database=nms";
        await using var absent = new PostgresDatabase(nowhere, TimeProvider.System);

        var error = await Assert.ThrowsAsync<StorageException>(() => absent.CheckAsync(Cancellation));

        Assert.Equal("storage_unavailable", error.Code);
        Assert.True(error.IsTransient);
    }

    private PostgresEventLog Open(string connectionString)
    {
        _database = new PostgresDatabase(connectionString, TimeProvider.System);
        _appender = new PostgresAppender(_database, Signal, NullLogger<PostgresAppender>.Instance);
        return new PostgresEventLog(_database, _appender);
    }

    /// <summary>One database for the class; a test empties it.</summary>
    public sealed class Database(PostgresServer server)
    {
        public Lazy<Task<string>> ConnectionString { get; } = new(server.CreateDatabaseAsync);
    }
}
