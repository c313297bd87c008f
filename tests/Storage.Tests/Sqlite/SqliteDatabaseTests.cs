using Microsoft.Extensions.Logging.Abstractions;

namespace Nms.Storage.Tests;

public sealed class SqliteDatabaseTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = Create();
        await _database.WriteAsync(0, static (connection, _) =>
        {
            connection.Execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, data TEXT UNIQUE)");
            return 0;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_operation_that_fails_takes_back_its_own_rows_only()
    {
        using var gate = new ManualResetEventSlim();
        var holding = HoldWriterAsync(gate);

        var first = InsertAsync("a");
        var failing = _database.WriteAsync(
            0,
            static (connection, _) =>
            {
                Insert(connection, "b");
                return Insert(connection, "a");
            },
            cancellationToken: Cancellation);
        var throwing = _database.WriteAsync<int, int>(
            0,
            static (connection, _) =>
            {
                Insert(connection, "c");
                throw new InvalidOperationException("not ours");
            },
            cancellationToken: Cancellation);
        var last = InsertAsync("d");
        gate.Set();

        await Task.WhenAll(holding, first, last);
        Assert.Equal("storage_failed", (await Assert.ThrowsAsync<StorageException>(() => failing)).Code);
        await Assert.ThrowsAsync<InvalidOperationException>(() => throwing);
        Assert.Equal(["a", "d"], await ThingsAsync());
    }

    [Fact]
    public async Task What_waits_for_the_writer_becomes_one_transaction()
    {
        using var gate = new ManualResetEventSlim();
        var holding = HoldWriterAsync(gate);
        var waiting = Enumerable.Range(0, 100).Select(i => InsertAsync($"{i}")).ToArray();
        var before = await VersionAsync();

        gate.Set();
        await Task.WhenAll([holding, .. waiting]);

        // One commit of the operation that held the writer, which wrote nothing, and one for the hundred.
        Assert.Equal(before + 1, await VersionAsync());
    }

    [Fact]
    public async Task Writers_wait_for_room_in_a_full_queue()
    {
        using var folder = new TemporaryFolder();
        await using var database = Create(new SqliteStorageOptions { DataFolder = folder.Path, MaximumQueue = 2 });
        using var gate = new ManualResetEventSlim();
        var log = new SqliteEventLog(database, new LocalEventSignal(TimeProvider.System));
        await database.OpenAsync();
        var holding = HoldWriterAsync(gate, database);

        var appends = Enumerable.Range(0, 50).Select(_ => log.AppendAsync(Samples.Events(1), Cancellation)).ToArray();
        Assert.DoesNotContain(appends, append => append.IsCompleted);
        gate.Set();

        await holding;
        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), (await Task.WhenAll(appends)).Select(s => s[0]).Order());
    }

    [Fact]
    public async Task A_full_disk_is_a_transient_error_and_the_writer_goes_on()
    {
        await LimitPagesAsync(200);
        var big = new string('x', 3_000_000);

        var error = await Assert.ThrowsAsync<StorageException>(() => InsertAsync(big));

        Assert.Equal("storage_full", error.Code);
        Assert.True(error.IsTransient);
        await InsertAsync("small");
        await LimitPagesAsync(1_000_000);
        await InsertAsync(big);
        Assert.Equal(["small", big], await ThingsAsync());
    }

    [Fact]
    public async Task A_database_that_another_program_locks_is_a_transient_error_and_the_writer_goes_on()
    {
        using (var other = SqliteConnection.Open(_database.Path, readOnly: false, TimeSpan.Zero))
        {
            other.ExecuteScript("BEGIN IMMEDIATE");

            var error = await Assert.ThrowsAsync<StorageException>(() => InsertAsync("a"));

            Assert.Equal("storage_busy", error.Code);
            Assert.True(error.IsTransient);
        }

        await InsertAsync("a");
        Assert.Equal(["a"], await ThingsAsync());
    }

    [Fact]
    public async Task A_reader_sees_what_was_acknowledged_and_never_half_a_group()
    {
        var writing = Task.Run(
            async () =>
            {
                for (var i = 0; i < 200; i++)
                {
                    await _database.WriteAsync(
                        i,
                        static (connection, i) =>
                        {
                            Insert(connection, $"{i} left");
                            return Insert(connection, $"{i} right");
                        },
                        cancellationToken: Cancellation);
                }
            },
            Cancellation);

        do
        {
            Assert.Equal(0, (await ThingsAsync()).Count % 2);
        }
        while (!writing.IsCompleted);

        await writing;
        Assert.Equal(400, (await ThingsAsync()).Count);
    }

    [Fact]
    public async Task Reading_goes_on_while_the_writer_is_busy()
    {
        using var gate = new ManualResetEventSlim();
        var holding = HoldWriterAsync(gate);

        Assert.Empty(await ThingsAsync());

        gate.Set();
        await holding;
    }

    [Fact]
    public async Task Reading_connections_cannot_write()
    {
        var error = await Assert.ThrowsAsync<StorageException>(
            () => _database.ReadAsync(0, static (connection, _) => Insert(connection, "a"), Cancellation));

        Assert.Equal("storage_read_only", error.Code);
        Assert.Empty(await ThingsAsync());
    }

    [Fact]
    public async Task A_caller_that_stops_waiting_does_not_stop_the_write()
    {
        using var gate = new ManualResetEventSlim();
        using var impatient = new CancellationTokenSource();
        var holding = HoldWriterAsync(gate);
        var write = _database.WriteAsync("a", Insert, cancellationToken: impatient.Token);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        gate.Set();
        await holding;
        await InsertAsync("b");

        Assert.Equal(["a", "b"], await ThingsAsync());
    }

    [Fact]
    public async Task Closing_commits_what_waits_and_refuses_what_comes_later()
    {
        using var gate = new ManualResetEventSlim();
        var holding = HoldWriterAsync(gate);
        var waiting = InsertAsync("a");

        var closing = _database.DisposeAsync().AsTask();
        gate.Set();
        await Task.WhenAll(closing, holding, waiting);

        Assert.Equal("storage_unavailable", (await Assert.ThrowsAsync<StorageException>(() => InsertAsync("b"))).Code);
        Assert.Equal("storage_unavailable", (await Assert.ThrowsAsync<StorageException>(ThingsAsync)).Code);
        _database = Create();
        Assert.Equal(["a"], await ThingsAsync());
    }

    [Fact]
    public async Task The_log_beside_the_database_stays_short_under_a_writer_that_never_pauses()
    {
        const int LogLimit = 256 * 1024;
        using var folder = new TemporaryFolder();
        await using var database = Create(new SqliteStorageOptions { DataFolder = folder.Path, LogLimit = LogLimit });
        var log = new SqliteEventLog(database, new LocalEventSignal(TimeProvider.System));
        long longest = 0;

        for (var i = 0; i < 100; i++)
        {
            await log.AppendAsync(Samples.Events(1_000), Cancellation);
            longest = Math.Max(longest, new FileInfo(database.Path + "-wal").Length);
        }

        // Four times the limit, and what is written between two looks at it.
        Assert.InRange(longest, 1, 8 * 1024 * 1024);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_with_a_sentence()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("nms.db"), [.. Enumerable.Repeat((byte)'x', 8_192)], Cancellation);
        await using var database = Create(new SqliteStorageOptions { DataFolder = folder.Path });

        var error = await Assert.ThrowsAsync<StorageException>(database.OpenAsync);

        Assert.Equal("storage_corrupt", error.Code);
        Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_page_is_a_typed_error_and_stops_the_writer_for_good()
    {
        using var folder = new TemporaryFolder();
        var options = new SqliteStorageOptions { DataFolder = folder.Path };
        await using (var sound = Create(options))
        {
            await new SqliteEventLog(sound, new LocalEventSignal(TimeProvider.System)).AppendAsync(Samples.Events(2_000), Cancellation);
        }

        Damage(folder.File("nms.db"));
        await using var database = Create(options);
        var log = new SqliteEventLog(database, new LocalEventSignal(TimeProvider.System));

        var reading = await Assert.ThrowsAsync<StorageException>(() => log.ReadAsync(0, 2_000, Cancellation));
        var writing = await Assert.ThrowsAsync<StorageException>(() => log.AppendAsync(Samples.Events(1), Cancellation));

        Assert.Equal("storage_corrupt", reading.Code);
        Assert.Equal("storage_corrupt", writing.Code);
        Assert.Equal("storage_corrupt", (await Assert.ThrowsAsync<StorageException>(() => new SqliteHealth(database).CheckAsync(Cancellation))).Code);
    }

    [Fact]
    public async Task The_folder_is_made_when_it_is_missing()
    {
        using var folder = new TemporaryFolder();
        await using var database = Create(new SqliteStorageOptions { DataFolder = Path.Combine(folder.Path, "a", "b") });

        await database.OpenAsync();

        Assert.True(File.Exists(database.Path));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_refused_with_a_sentence()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("data"), "a file where the folder should be", Cancellation);
        await using var database = Create(new SqliteStorageOptions { DataFolder = folder.File("data") });

        var error = await Assert.ThrowsAsync<StorageException>(database.OpenAsync);

        Assert.Equal("storage_read_only", error.Code);
        Assert.Contains("Nms:Data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_file_system_is_refused_with_a_sentence()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a file system that nobody can write to.");
        await using var database = Create(new SqliteStorageOptions { DataFolder = "/proc/self/task" });

        var error = await Assert.ThrowsAsync<StorageException>(database.OpenAsync);

        Assert.Equal("storage_read_only", error.Code);
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_until_the_first_ends()
    {
        using var folder = new TemporaryFolder();
        await using var child = await ChildProcess.StartAsync("sqlite", folder.Path, Cancellation);

        await using (var second = Create(new SqliteStorageOptions { DataFolder = folder.Path }))
        {
            var error = await Assert.ThrowsAsync<StorageException>(second.OpenAsync);

            Assert.Equal("storage_in_use", error.Code);
            Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
        }

        await child.KillAfterAsync(1, Cancellation);
        await using var third = Create(new SqliteStorageOptions { DataFolder = folder.Path });
        await third.OpenAsync();
    }

    [Fact]
    public async Task A_healthy_database_says_so()
    {
        await new SqliteHealth(_database).CheckAsync(Cancellation);
    }

    private static int Insert(SqliteConnection connection, string data)
    {
        using var statement = connection.Prepare("INSERT INTO thing (data) VALUES (?1)");
        statement.Bind(1, data).Step();
        return connection.Changes;
    }

    private static void Damage(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = 4_096;
        var noise = new byte[file.Length - 4_096];
        Array.Fill(noise, (byte)0xA5);
        file.Write(noise);
    }

    private SqliteDatabase Create(SqliteStorageOptions? options = null) => new(
        options ?? new SqliteStorageOptions { DataFolder = _folder.Path, BusyTimeout = TimeSpan.FromMilliseconds(50) },
        TimeProvider.System,
        NullLogger<SqliteDatabase>.Instance);

    private Task<int> InsertAsync(string data) => _database.WriteAsync(data, Insert, cancellationToken: Cancellation);

    private Task<int> HoldWriterAsync(ManualResetEventSlim gate, SqliteDatabase? database = null)
    {
        var holding = new TaskCompletionSource();
        var held = (database ?? _database).WriteAsync(
            (gate, holding),
            static (_, state) =>
            {
                state.holding.SetResult();
                state.gate.Wait();
                return 0;
            },
            cancellationToken: Cancellation);
        holding.Task.Wait(Cancellation);
        return held;
    }

    private Task<int> LimitPagesAsync(int pages) => _database.WriteAsync(
        pages,
        static (connection, pages) =>
        {
            connection.Execute($"PRAGMA max_page_count = {pages}");
            return 0;
        },
        cancellationToken: Cancellation);

    /// <summary>Grows by one with each commit of another connection; asked of one connection, kept open by the pool.</summary>
    private Task<long> VersionAsync() => _database.ReadAsync(
        0,
        static (connection, _) =>
        {
            using var statement = connection.Prepare("PRAGMA data_version");
            statement.Step();
            return statement.GetInt64(0);
        },
        Cancellation);

    private Task<List<string>> ThingsAsync() => _database.ReadAsync(
        0,
        static (connection, _) =>
        {
            using var statement = connection.Prepare("SELECT data FROM thing ORDER BY id");
            var things = new List<string>();
            while (statement.Step())
            {
                things.Add(statement.GetString(0));
            }

            return things;
        },
        Cancellation);
}
