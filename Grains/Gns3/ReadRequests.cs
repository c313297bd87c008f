namespace Nms.Gns3;

/// <summary>
/// Reads of one project that were asked for, coalesced: any number of requests before a read begins is one read, and a
/// request while one is under way is another read after it.
/// </summary>
internal sealed class ReadRequests(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = New();
    private TaskCompletionSource? _waiting;
    private DateTimeOffset? _dueAt;

    /// <summary>Asks for a read after a wait; an earlier request stands.</summary>
    /// <returns>Ends as the read does that answers it.</returns>
    public Task Ask(TimeSpan delay)
    {
        lock (_gate)
        {
            var dueAt = time.GetUtcNow() + delay;
            if (_dueAt is null || dueAt < _dueAt)
            {
                _dueAt = dueAt;
                _changed.TrySetResult();
            }

            _waiting ??= New();
            return _waiting.Task;
        }
    }

    /// <summary>Waits until a read is due, and takes the requests for it.</summary>
    public async Task<TaskCompletionSource> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            TimeSpan? wait;
            lock (_gate)
            {
                wait = _dueAt - time.GetUtcNow();
                if (wait <= TimeSpan.Zero)
                {
                    var taken = _waiting!;
                    (_waiting, _dueAt) = (null, null);
                    return taken;
                }

                _changed = _changed.Task.IsCompleted ? New() : _changed;
                changed = _changed.Task;
            }

            if (wait is { } delay)
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny(changed, Task.Delay(delay, time, either.Token));
                await either.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }
            else
            {
                await changed.WaitAsync(cancellationToken);
            }
        }
    }

    /// <summary>Nothing will be read any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _waiting?.TrySetCanceled();
            (_waiting, _dueAt) = (null, null);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
