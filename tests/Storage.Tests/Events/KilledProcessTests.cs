using Microsoft.Extensions.Logging.Abstractions;
using Nms.Events;
using Nms.Testing.Servers;

namespace Nms.Storage.Tests;

/// <summary>A process that is killed while it appends has lost nothing it acknowledged.</summary>
public sealed class KilledProcessTests(PostgresServer postgres)
{
    private const int Kills = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killing_the_process_loses_no_event_acknowledged_by_sqlite()
    {
        using var folder = new TemporaryFolder();
        var acknowledged = await KillRepeatedlyAsync("sqlite", folder.Path);

        await using var database = new SqliteDatabase(
            new SqliteStorageOptions { DataFolder = folder.Path }, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        await HoldsAsync(new SqliteEventLog(database, new LocalEventSignal(TimeProvider.System)), acknowledged);
    }

    [Fact]
    public async Task Killing_the_process_loses_no_event_acknowledged_by_postgresql()
    {
        Assert.SkipWhen(postgres.SkipReason is not null, postgres.SkipReason ?? "");
        var connectionString = await postgres.CreateDatabaseAsync();
        var acknowledged = await KillRepeatedlyAsync("postgres", connectionString);

        await using var database = new PostgresDatabase(connectionString, TimeProvider.System);
        await using var appender = new PostgresAppender(database, new LocalEventSignal(TimeProvider.System), NullLogger<PostgresAppender>.Instance);
        await HoldsAsync(new PostgresEventLog(database, appender), acknowledged);
    }

    private static async Task<List<(Guid Id, long Sequence)>> KillRepeatedlyAsync(string storage, string location)
    {
        var acknowledged = new List<(Guid Id, long Sequence)>();
        for (var i = 1; i <= Kills; i++)
        {
            await using var child = await ChildProcess.StartAsync(storage, location, Cancellation);
            acknowledged.AddRange(await child.KillAfterAsync(i * 137, Cancellation));
        }

        return acknowledged;
    }

    private static async Task HoldsAsync(IEventLog log, List<(Guid Id, long Sequence)> acknowledged)
    {
        var kept = new List<EventEnvelope>();
        while (await log.ReadAsync(kept.Count, 1_000, Cancellation) is { IsEmpty: false } more)
        {
            kept.AddRange(more);
        }

        Assert.Equal(Enumerable.Range(1, kept.Count).Select(i => (long)i), kept.Select(e => e.Sequence));
        Assert.All(acknowledged, e => Assert.Equal(e.Id, kept[(int)e.Sequence - 1].EventId));
        Assert.Equal([kept.Count + 1], await log.AppendAsync(Samples.Events(1), Cancellation));
    }
}
