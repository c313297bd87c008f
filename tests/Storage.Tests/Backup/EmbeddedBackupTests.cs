using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Nms.Access;

namespace Nms.Storage.Tests;

public sealed class EmbeddedBackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_back_up_during_writes_is_one_state_and_comes_back()
    {
        string backup;
        await using (var database = Open(Data))
        {
            var (events, audit) = (new SqliteEventLog(database, new LocalEventSignal(TimeProvider.System)), new SqliteAuditLog(database, AuditSeal.Unkeyed));
            using var enough = new CancellationTokenSource();
            var writing = Enumerable.Range(0, 4).Select(_ => Task.Run(
                async () =>
                {
                    while (!enough.IsCancellationRequested)
                    {
                        await events.AppendAsync(Samples.Events(3), Cancellation);
                        await audit.AppendAsync(AuditSamples.Records(2), Cancellation);
                    }
                },
                Cancellation)).ToArray();
            await audit.AppendAsync(AuditSamples.Records(1), Cancellation);

            backup = await Task.Run(() => EmbeddedBackup.BackUp(Data, _folder.Path, _time), Cancellation);
            await enough.CancelAsync();
            await Task.WhenAll(writing);
            await Assert.ThrowsAsync<StorageException>(() => EmbeddedRestore.RestoreAsync(backup, Data, AuditSeal.Unkeyed, _time, Cancellation));
        }

        Assert.Equal(_folder.File("nms-20261122T120000Z.db"), backup);
        var (head, aside) = await EmbeddedRestore.RestoreAsync(backup, Data, AuditSeal.Unkeyed, _time, Cancellation);

        Assert.True(File.Exists(Path.Combine(aside!, "nms.db")));
        Assert.Empty(Directory.GetDirectories(Data, "restore-*"));
        await using var restored = Open(Data);
        var kept = new SqliteEventLog(restored, new LocalEventSignal(TimeProvider.System));
        var bounds = await kept.GetBoundsAsync(Cancellation);
        Assert.Equal(bounds.Head, (await kept.ReadAsync(0, int.MaxValue, Cancellation)).Length);
        Assert.Equal([bounds.Head + 1], await kept.AppendAsync(Samples.Events(1), Cancellation));
        var log = new SqliteAuditLog(restored, AuditSeal.Unkeyed);
        Assert.Equal(head, (await log.GetBoundsAsync(Cancellation)).Head);
        Assert.Equal(head.Sequence + 1, (await log.AppendAsync(AuditSamples.Records(1), Cancellation))[0].Sequence);
    }

    [Fact]
    public async Task A_back_up_is_for_its_owner_only_and_replaces_nothing()
    {
        await FillAsync(Data);
        var target = _folder.File("copy.db");

        EmbeddedBackup.BackUp(Data, target, _time);

        Assert.Throws<StorageException>(() => EmbeddedBackup.BackUp(Data, target, _time));
        Assert.Throws<StorageException>(() => EmbeddedBackup.BackUp(_folder.File("elsewhere"), _folder.File("other.db"), _time));
        Assert.Equal(["copy.db"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target));
        }
    }

    [Fact]
    public async Task A_restore_into_an_empty_place_puts_nothing_aside()
    {
        await FillAsync(Data);
        var backup = EmbeddedBackup.BackUp(Data, _folder.Path, _time);

        var (head, aside) = await EmbeddedRestore.RestoreAsync(backup, _folder.File("new"), AuditSeal.Unkeyed, _time, Cancellation);

        Assert.Equal((3, null), (head.Sequence, aside));
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("truncated")]
    [InlineData("not a database")]
    [InlineData("another database")]
    [InlineData("a newer schema")]
    [InlineData("a forged audit log")]
    [InlineData("missing")]
    public async Task What_cannot_be_trusted_is_refused_and_nothing_is_touched(string what)
    {
        await FillAsync(Data);
        var backup = EmbeddedBackup.BackUp(Data, _folder.Path, _time);
        var before = await File.ReadAllBytesAsync(Path.Combine(Data, "nms.db"), Cancellation);
        Spoil(backup, what);

        await Assert.ThrowsAsync<StorageException>(() => EmbeddedRestore.RestoreAsync(backup, Data, AuditSeal.Unkeyed, _time, Cancellation));

        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Data, "nms.db"), Cancellation));
        Assert.Empty(Directory.GetDirectories(Data));
    }

    private static void Spoil(string backup, string what)
    {
        switch (what)
        {
            case "damaged":
                using (var file = new FileStream(backup, FileMode.Open))
                {
                    file.Position = 4096;
                    file.Write(Enumerable.Repeat((byte)0x5a, 8192).ToArray());
                }

                break;
            case "truncated":
                using (var file = new FileStream(backup, FileMode.Open))
                {
                    file.SetLength(file.Length / 2);
                }

                break;
            case "not a database":
                File.WriteAllText(backup, new string('x', 10_000));
                break;
            case "another database":
                File.Delete(backup);
                Execute(backup, "CREATE TABLE t (x INTEGER)");
                break;
            case "a newer schema":
                Execute(backup, "INSERT INTO nms_migration VALUES (9999, 'later', '', '')");
                break;
            case "a forged audit log":
                Execute(backup, "DROP TRIGGER audit_log_unchangeable; UPDATE audit_log SET action = 'nothing' WHERE sequence = 2");
                break;
            default:
                File.Delete(backup);
                break;
        }
    }

    private static void Execute(string path, string sql)
    {
        using var connection = SqliteConnection.Open(path, readOnly: false, TimeSpan.FromSeconds(1));
        connection.ExecuteScript(sql);
    }

    private static async Task FillAsync(string folder)
    {
        await using var database = Open(folder);
        await new SqliteEventLog(database, new LocalEventSignal(TimeProvider.System)).AppendAsync(Samples.Events(100), Cancellation);
        await new SqliteAuditLog(database, AuditSeal.Unkeyed).AppendAsync(AuditSamples.Records(3), Cancellation);
    }

    private static SqliteDatabase Open(string folder) =>
        new(new SqliteStorageOptions { DataFolder = folder }, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
}
