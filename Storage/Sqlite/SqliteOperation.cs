namespace Nms.Storage;

/// <summary>One write that waits for the writer thread.</summary>
internal abstract class SqliteOperation(int rows)
{
    /// <summary>How many rows it writes at most; bounds the size of a group.</summary>
    public int Rows => rows;

    /// <summary>When it began to wait, as a timestamp.</summary>
    public long QueuedAt { get; init; }

    /// <summary>Runs inside the group's transaction and keeps the outcome.</summary>
    public abstract void Execute(SqliteConnection connection);

    /// <summary>Keeps a failure as the outcome.</summary>
    public abstract void Fail(Exception error);

    /// <summary>Hands the outcome to whoever waits; only after the commit.</summary>
    public abstract void Complete();
}

/// <inheritdoc />
internal sealed class SqliteOperation<TState, TResult>(TState state, Func<SqliteConnection, TState, TResult> run, int rows)
    : SqliteOperation(rows)
{
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _result;
    private Exception? _error;

    public Task<TResult> Completion => _completion.Task;

    public override void Execute(SqliteConnection connection) => _result = run(connection, state);

    public override void Fail(Exception error) => _error ??= error;

    public override void Complete()
    {
        if (_error is null)
        {
            _completion.SetResult(_result!);
        }
        else
        {
            _completion.SetException(_error);
        }
    }
}
