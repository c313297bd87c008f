using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Nms.Status;

namespace Nms.Storage;

/// <summary>
/// Collects what this silo appends while the last transaction commits, and commits it in one. Silos take turns at a head row,
/// so one transaction at a time is all that a silo can use.
/// </summary>
internal sealed partial class GroupCommit<TItem, TResult> : IAsyncDisposable
{
    private const int MaximumQueue = 4096;

    private readonly int _maximumGroup;
    private readonly Func<ImmutableArray<ImmutableArray<TItem>>, Task<ImmutableArray<ImmutableArray<TResult>>>> _commit;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<Request> _queue = Channel.CreateBounded<Request>(new BoundedChannelOptions(MaximumQueue) { SingleReader = true });
    private readonly Task _running;

    /// <param name="maximumGroup">Items of one transaction, reached by whole calls: the last one may go beyond.</param>
    /// <param name="commit">Commits the items of several calls, durably, and returns the results of each call in their order.</param>
    /// <param name="time">The clock of the queue's age.</param>
    /// <param name="logger">Told of a group that was refused.</param>
    public GroupCommit(
        int maximumGroup,
        Func<ImmutableArray<ImmutableArray<TItem>>, Task<ImmutableArray<ImmutableArray<TResult>>>> commit,
        TimeProvider time,
        ILogger logger)
    {
        (_maximumGroup, _commit, _time, _logger) = (maximumGroup, commit, time, logger);
        _running = Task.Run(RunAsync);
    }

    public async Task<ImmutableArray<TResult>> AppendAsync(ImmutableArray<TItem> items, CancellationToken cancellationToken)
    {
        var request = new Request(items, _time.GetTimestamp());
        try
        {
            await _queue.Writer.WriteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new StorageException("storage_unavailable", "The storage is closed: the program is stopping.");
        }

        return await request.Completion.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How many calls wait, and the oldest for how long.</summary>
    public QueueReading ReadQueue() =>
        new(_queue.Reader.Count, _queue.Reader.TryPeek(out var oldest) ? _time.GetElapsedTime(oldest.QueuedAt) : TimeSpan.Zero);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var group = new List<Request>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            group.Clear();
            var count = 0;
            while (count < _maximumGroup && _queue.Reader.TryRead(out var request))
            {
                group.Add(request);
                count += request.Items.Length;
            }

            await CommitAsync(group).ConfigureAwait(false);
        }
    }

    private async Task CommitAsync(List<Request> group)
    {
        try
        {
            var results = await _commit([.. group.Select(request => request.Items)]).ConfigureAwait(false);
            for (var i = 0; i < group.Count; i++)
            {
                group[i].Completion.TrySetResult(results[i]);
            }
        }
        catch (Exception e) when (group.Count > 1 && e is not StorageException { IsTransient: true })
        {
            // One item that cannot be written must not fail the others.
            LogGroupRefused(_logger, e, group.Count);
            foreach (var request in group)
            {
                await CommitAsync([request]).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            foreach (var request in group)
            {
                request.Completion.TrySetException(e);
            }
        }
    }

    [LoggerMessage(9105, LogLevel.Warning, "A group of {Count} appends was refused; each is tried alone")]
    private static partial void LogGroupRefused(ILogger logger, Exception error, int count);

    private sealed record Request(ImmutableArray<TItem> Items, long QueuedAt)
    {
        public TaskCompletionSource<ImmutableArray<TResult>> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
