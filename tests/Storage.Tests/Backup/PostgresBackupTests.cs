using Microsoft.Extensions.Logging.Abstractions;
using Nms.Access;
using Nms.Testing.Servers;
using Npgsql;

namespace Nms.Storage.Tests;

/// <summary>What docs/how-to/back-up.md says of PostgreSQL, done with its own programs.</summary>
public sealed class PostgresBackupTests(PostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dump_during_writes_is_one_state_and_comes_back()
    {
        Assert.SkipWhen(server.SkipReason is not null, server.SkipReason ?? "");
        var (dump, restore) = (PostgresServer.FindProgram("pg_dump"), PostgresServer.FindProgram("pg_restore"));
        var missing = dump is null || restore is null
            ? ServerProcess.Missing("pg_dump and pg_restore are not installed: install the package postgresql-client.")
            : null;
        Assert.SkipWhen(missing is not null, missing ?? "");
        using var folder = new TemporaryFolder();
        var source = await server.CreateDatabaseAsync();
        await using (var database = new PostgresDatabase(source, TimeProvider.System))
        {
            await using var events = new PostgresAppender(database, new LocalEventSignal(TimeProvider.System), NullLogger<PostgresAppender>.Instance);
            await using var audit = new PostgresAuditAppender(database, AuditSeal.Unkeyed, NullLogger<PostgresAuditAppender>.Instance);
            using var enough = new CancellationTokenSource();
            await audit.AppendAsync(AuditSamples.Records(1), Cancellation);
            var writing = Task.Run(
                async () =>
                {
                    while (!enough.IsCancellationRequested)
                    {
                        await events.AppendAsync(Samples.Events(2), Cancellation);
                        await audit.AppendAsync(AuditSamples.Records(2), Cancellation);
                    }
                },
                Cancellation);

            await ServerProcess.RunAsync(
                dump!, ["--format=custom", "--no-owner", $"--file={folder.File("nms.dump")}", Parameters(source)], Cancellation);
            await enough.CancelAsync();
            await writing;
        }

        var target = await server.CreateDatabaseAsync();
        await ServerProcess.RunAsync(
            restore!, ["--exit-on-error", "--single-transaction", "--no-owner", $"--dbname={Parameters(target)}", folder.File("nms.dump")], Cancellation);

        await using var restored = new PostgresDatabase(target, TimeProvider.System);
        await using var appender = new PostgresAuditAppender(restored, AuditSeal.Unkeyed, NullLogger<PostgresAuditAppender>.Instance);
        var log = new PostgresAuditLog(restored, appender, AuditSeal.Unkeyed);
        var found = await new AuditVerifier(log, AuditSeal.Unkeyed).RunAsync(null, null, null, Cancellation);
        Assert.Null(found.Fault);
        Assert.Equal(found.Head.Sequence + 1, (await log.AppendAsync(AuditSamples.Records(1), Cancellation))[0].Sequence);
        await using var eventAppender = new PostgresAppender(restored, new LocalEventSignal(TimeProvider.System), NullLogger<PostgresAppender>.Instance);
        var kept = new PostgresEventLog(restored, eventAppender);
        Assert.Equal((await kept.GetBoundsAsync(Cancellation)).Head, (await kept.ReadAsync(0, 1_000_000, Cancellation)).Length);

        // The triggers came along.
        await Assert.ThrowsAsync<StorageException>(() => restored.UseAsync(
            async connection =>
            {
                await using var command = connection.CreateCommand("UPDATE audit_log SET action = 'nothing'");
                return await command.ExecuteNonQueryAsync(Cancellation);
            },
            Cancellation));
    }

    private static string Parameters(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        return $"host={settings.Host} port={settings.Port} user={settings.Username} dbname={settings.Database}"
            + (settings.Password is { Length: > 0 } password ? $" password={password}" : "");
    }
}
