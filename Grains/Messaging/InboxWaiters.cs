namespace Nms.Messaging;

/// <summary>
/// Calls that wait for something of an inbox. Used on its grain's scheduler alone. When the silo stops, calls from outside end at once: a
/// grain is not deactivated while a call of it runs, and the silo would wait for the longest.
/// </summary>
internal sealed class InboxWaiters(TimeProvider time, CancellationToken siloStops)
{
    private readonly Dictionary<Guid, TaskCompletionSource> _finished = [];
    private TaskCompletionSource? _arrival;

    /// <summary>True when the silo stops and nobody may wait for long.</summary>
    public bool AreOver => siloStops.IsCancellationRequested;

    public void Arrived()
    {
        _arrival?.TrySetResult();
        _arrival = null;
    }

    public void Finished(Guid messageId)
    {
        if (_finished.Remove(messageId, out var waiter))
        {
            waiter.TrySetResult();
        }
    }

    public void EndAll()
    {
        Arrived();
        foreach (var waiter in _finished.Values)
        {
            waiter.TrySetResult();
        }

        _finished.Clear();
    }

    /// <summary>Until the next arrival, or the end of the wait.</summary>
    public Task ArrivalAsync(TimeSpan wait, CancellationToken cancellationToken) =>
        PatientAsync((_arrival ??= New()).Task, wait, CancellationToken.None, cancellationToken);

    /// <summary>The same for a call from outside, which the end of the silo ends.</summary>
    public Task PollAsync(TimeSpan wait, CancellationToken cancellationToken) =>
        PatientAsync((_arrival ??= New()).Task, wait, siloStops, cancellationToken);

    /// <summary>Until the message is finished, the end of the wait or of the silo.</summary>
    public Task FinishAsync(Guid messageId, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (!_finished.TryGetValue(messageId, out var waiter))
        {
            _finished[messageId] = waiter = New();
        }

        return PatientAsync(waiter.Task, wait, siloStops, cancellationToken);
    }

    private async Task PatientAsync(Task task, TimeSpan wait, CancellationToken end, CancellationToken cancellationToken)
    {
        // Time running out is the usual end of a wait, not an error.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end);
        await task.WaitAsync(wait, time, either.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
