using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Nms.Status;

namespace Nms.Storage;

/// <summary>
/// The embedded database: one file, one thread that writes. What waits for that thread becomes one transaction and one
/// fsync, so many small durable writes cost little more than one. Reads run beside it on connections of their own.
/// </summary>
internal sealed partial class SqliteDatabase : IAsyncDisposable
{
    private const int PageSize = 4096;

    /// <summary>How many times its limit the log may be before the writer waits for the checkpoint beside it.</summary>
    private const int LogOverrun = 4;

    private const int RowsBetweenCheckpoints = 16_384;

    private readonly SqliteStorageOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteDatabase> _logger;
    private readonly StorageMeters? _meters;
    private readonly Channel<SqliteOperation> _queue;
    private readonly Lazy<Task> _opening;
    private readonly SqliteReaders _readers;
    private readonly FileInfo _log;
    private readonly Lock _checkpointing = new();
    private readonly TaskCompletionSource _writerEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _checkpointerEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _checkpointWanted = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, AllowSynchronousContinuations = true });

    private FileStream? _lock;
    private SqliteConnection? _writer;
    private volatile StorageException? _broken;
    private volatile bool _finishCheckpoint;
    private int _disposed;

    public SqliteDatabase(SqliteStorageOptions options, TimeProvider time, ILogger<SqliteDatabase> logger, StorageMeters? meters = null)
    {
        _meters = meters;
        _options = options;
        _time = time;
        _logger = logger;
        Path = System.IO.Path.Combine(options.DataFolder, "nms.db");
        _log = new FileInfo(Path + "-wal");
        _readers = new SqliteReaders(Path, options);
        _opening = new Lazy<Task>(() => Task.Run(Open));
        _queue = Channel.CreateBounded<SqliteOperation>(new BoundedChannelOptions(options.MaximumQueue)
        {
            SingleReader = true,
            // The writer thread sleeps on the queue: waking it must not need a thread of the pool.
            AllowSynchronousContinuations = true,
        });
        meters?.Watch("sqlite.writer", ReadQueue);
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>Takes the folder, migrates the schema and starts the writer; once, whoever asks first.</summary>
    public Task OpenAsync() => _opening.Value;

    /// <summary>Runs an operation on the writer thread and completes when it is on disk. It may run with others in one transaction, and fails alone.</summary>
    /// <param name="state">What the operation needs, so that it need not capture.</param>
    /// <param name="run">Runs on the writer thread; must not wait for anything.</param>
    /// <param name="rows">Rows it writes at most.</param>
    /// <param name="cancellationToken">Ends the wait, not the write.</param>
    public async Task<TResult> WriteAsync<TState, TResult>(
        TState state, Func<SqliteConnection, TState, TResult> run, int rows = 1, CancellationToken cancellationToken = default)
    {
        if (!_opening.IsValueCreated || !_opening.Value.IsCompletedSuccessfully)
        {
            await OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var operation = new SqliteOperation<TState, TResult>(state, run, rows) { QueuedAt = _time.GetTimestamp() };
        if (!_queue.Writer.TryWrite(operation))
        {
            try
            {
                await _queue.Writer.WriteAsync(operation, cancellationToken).ConfigureAwait(false);
                // Room is made by the writer thread, which must not go on with its caller's work.
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            }
            catch (ChannelClosedException)
            {
                throw Closed();
            }
        }

        return await operation.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a reading operation in one snapshot, off the caller's thread.</summary>
    public async Task<TResult> ReadAsync<TState, TResult>(
        TState state, Func<SqliteConnection, TState, TResult> run, CancellationToken cancellationToken = default)
    {
        await OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        if (Volatile.Read(ref _disposed) != 0)
        {
            throw Closed();
        }

        return await _readers.ReadAsync(state, run, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0 || !_opening.IsValueCreated)
        {
            return;
        }

        await _opening.Value.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_opening.Value.IsCompletedSuccessfully)
        {
            return;
        }

        _queue.Writer.Complete();
        await _writerEnded.Task.ConfigureAwait(false);
        _checkpointWanted.Writer.Complete();
        await _checkpointerEnded.Task.ConfigureAwait(false);
        await _readers.DisposeAsync().ConfigureAwait(false);
        _writer!.Dispose();
        await _lock!.DisposeAsync().ConfigureAwait(false);
    }

    private static StorageException Closed() => new("storage_unavailable", "The storage is closed: the program is stopping.");

    private void Open()
    {
        _lock = DataFolderLock.Take(_options.DataFolder);
        try
        {
            _writer = SqliteConnection.Open(Path, readOnly: false, _options.BusyTimeout);
            UseWriteAheadLog(_writer);
            _writer.ExecuteScript($"""
                PRAGMA synchronous = FULL;
                PRAGMA wal_autocheckpoint = 0;
                PRAGMA journal_size_limit = {_options.LogLimit};
                PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -16384;
                """);
            new SqliteMigrator(_writer, _time).Migrate(MigrationSet.Sqlite);
        }
        catch
        {
            _writer?.Dispose();
            _lock.Dispose();
            throw;
        }

        new Thread(RunWriter) { IsBackground = true, Name = "nms-sqlite-writer" }.Start();
        new Thread(RunCheckpointer) { IsBackground = true, Name = "nms-sqlite-checkpoint" }.Start();
        LogOpened(Path);
    }

    private void UseWriteAheadLog(SqliteConnection connection)
    {
        using var statement = connection.Prepare("PRAGMA journal_mode = WAL");
        if (!statement.Step() || statement.GetString(0) != "wal")
        {
            throw new StorageException(
                "storage_unavailable", $"The file system under '{Path}' has no shared memory, which the database needs; set Nms:Data to a local disk.");
        }
    }

    private void RunWriter()
    {
        var group = new List<SqliteOperation>(_options.MaximumGroup);
        var rowsSinceCheckpoint = 0;
        while (Wait(_queue.Reader))
        {
            group.Clear();
            var rows = 0;
            while (group.Count < _options.MaximumGroup && rows < _options.MaximumGroupRows && _queue.Reader.TryRead(out var operation))
            {
                group.Add(operation);
                rows += operation.Rows;
            }

            var began = _time.GetTimestamp();
            Commit(group);
            _meters?.Committed(group.Count, _time.GetElapsedTime(began));
            foreach (var operation in group)
            {
                operation.Complete();
            }

            rowsSinceCheckpoint += rows;
            if (rowsSinceCheckpoint >= RowsBetweenCheckpoints)
            {
                rowsSinceCheckpoint = 0;
                _checkpointWanted.Writer.TryWrite(true);
                _log.Refresh();
                _finishCheckpoint |= _log.Exists && _log.Length > LogOverrun * _options.LogLimit;
            }

            FinishCheckpoint();
        }

        _writerEnded.SetResult();
    }

    private void Commit(List<SqliteOperation> group)
    {
        if (_broken is { } broken)
        {
            FailAll(group, broken);
            return;
        }

        try
        {
            _writer!.Execute("BEGIN IMMEDIATE");
            foreach (var operation in group)
            {
                ExecuteAlone(operation);
            }

            _writer.Execute("COMMIT");
        }
        catch (Exception e)
        {
            FailAll(group, e);
            RollBack();
            if (e is StorageException { Code: SqliteErrors.Corrupt } corrupt)
            {
                _broken = corrupt;
                LogBroken(e);
            }
            else
            {
                LogGroupFailed(e, group.Count);
            }
        }
    }

    /// <summary>An operation that fails takes its own rows back and leaves the group's.</summary>
    private void ExecuteAlone(SqliteOperation operation)
    {
        _writer!.Execute("SAVEPOINT operation");
        try
        {
            operation.Execute(_writer);
        }
        catch (Exception e) when (_writer.InTransaction)
        {
            operation.Fail(e);
            _writer.Execute("ROLLBACK TO operation");
        }

        _writer.Execute("RELEASE operation");
    }

    private static void FailAll(List<SqliteOperation> group, Exception error)
    {
        foreach (var operation in group)
        {
            operation.Fail(error);
        }
    }

    private void RollBack()
    {
        if (!_writer!.InTransaction)
        {
            return;
        }

        try
        {
            _writer.Execute("ROLLBACK");
        }
        catch (StorageException e)
        {
            _broken = e;
            LogBroken(e);
        }
    }

    /// <summary>Checkpoints beside the writer, which goes on writing meanwhile.</summary>
    private void RunCheckpointer()
    {
        try
        {
            using var connection = SqliteConnection.Open(Path, readOnly: false, _options.BusyTimeout);
            connection.ExecuteScript("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;");
            while (Wait(_checkpointWanted.Reader))
            {
                _checkpointWanted.Reader.TryRead(out _);
                _finishCheckpoint = Checkpoint(connection);
            }
        }
        catch (StorageException e)
        {
            LogCheckpointFailed(e);
        }

        _checkpointerEnded.SetResult();
    }

    /// <summary>True when a long log is left over.</summary>
    private bool Checkpoint(SqliteConnection connection)
    {
        try
        {
            lock (_checkpointing)
            {
                var (logged, copied) = connection.Checkpoint();
                return logged > _options.LogLimit / PageSize && copied < logged;
            }
        }
        catch (StorageException e)
        {
            // The log grows until a later one succeeds; nothing is lost by it.
            LogCheckpointFailed(e);
            return false;
        }
    }

    /// <summary>
    /// A side checkpoint never catches up with a writer that never pauses, and the log would grow without end. Between two
    /// groups the writer copies the little that is left, and the next group starts the log from its beginning.
    /// </summary>
    private void FinishCheckpoint()
    {
        if (_finishCheckpoint)
        {
            _finishCheckpoint = false;
            _ = Checkpoint(_writer!);
        }
    }

    private QueueReading ReadQueue() =>
        new(_queue.Reader.Count, _queue.Reader.TryPeek(out var oldest) ? _time.GetElapsedTime(oldest.QueuedAt) : TimeSpan.Zero);

    private static bool Wait<T>(ChannelReader<T> reader)
    {
        var more = reader.WaitToReadAsync();
        return more.IsCompleted ? more.Result : more.AsTask().GetAwaiter().GetResult();
    }

    [LoggerMessage(9101, LogLevel.Information, "Database {Path} is open")]
    private partial void LogOpened(string path);

    [LoggerMessage(9102, LogLevel.Error, "A group of {Count} writes failed and was taken back; its callers know")]
    private partial void LogGroupFailed(Exception error, int count);

    [LoggerMessage(9103, LogLevel.Critical, "The database takes no more writes until it is restored and the program started again")]
    private partial void LogBroken(Exception error);

    [LoggerMessage(9104, LogLevel.Warning, "A checkpoint of the database failed; the write-ahead log grows until one succeeds")]
    private partial void LogCheckpointFailed(Exception error);
}
