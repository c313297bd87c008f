using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Nms.Events;

/// <summary>
/// The log as a live feed for everyone on this silo. One reader for each priority keeps the newest events; a consumer that
/// asks for older ones reads the log itself, so that nothing here grows with how slow a consumer is.
/// </summary>
internal sealed partial class EventFeed : IEventFeed, IAsyncDisposable
{
    /// <summary>Most urgent first.</summary>
    private static readonly ImmutableArray<EventPriority> s_priorities =
        [EventPriority.Critical, EventPriority.High, EventPriority.Normal, EventPriority.Low];

    private const int BatchSize = 256;
    private const int LongestPage = 1_000;

    private readonly IEventLog _log;
    private readonly IEventSignal _signal;
    private readonly TimeProvider _time;
    private readonly ILogger<EventFeed> _logger;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Lazy<Task<ImmutableArray<EventTail>>> _tails;
    private readonly Lock _gate = new();
    private TaskCompletionSource _news = New();
    private ImmutableArray<Task> _readers = [];

    public EventFeed(IEventLog log, IEventSignal signal, TimeProvider time, ILogger<EventFeed> logger)
    {
        _log = log;
        _signal = signal;
        _time = time;
        _logger = logger;
        _tails = new Lazy<Task<ImmutableArray<EventTail>>>(StartAsync);
    }

    public async ValueTask<EventCursor> GetHeadAsync(CancellationToken cancellationToken) =>
        EventCursor.At((await _log.GetBoundsAsync(cancellationToken)).Head);

    public Task<EventPage> ReadAsync(EventCursor after, int limit, EventQuery query, CancellationToken cancellationToken) =>
        _log.QueryAsync(after.Through(0), Math.Clamp(limit, 1, LongestPage), query, cancellationToken);

    public EventPage? ReadRecent(EventPriority priority, long after, int limit) =>
        Tails is { } tails ? tails.First(tail => tail.Priority == priority).Read(after, Math.Clamp(limit, 1, LongestPage)) : null;

    public EventCursor Newest =>
        Tails is { } tails ? tails.Aggregate(default(EventCursor), static (newest, tail) => newest.After(tail.Priority, tail.Head)) : default;

    public async IAsyncEnumerable<EventBatch> FollowAsync(
        EventCursor after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tails = await _tails.Value.WaitAsync(cancellationToken);
        var (seen, told) = (after, after);
        while (true)
        {
            // Armed before looking: what comes while looking ends the wait.
            var news = News;
            (var batch, seen) = await NextAsync(tails, seen, told, cancellationToken);
            told = batch.Missing.Aggregate(told, static (told, missing) => told.After(missing.Priority, missing.To));
            if (batch is { Events: [], Missing: [] })
            {
                await news.WaitAsync(cancellationToken);
            }
            else
            {
                yield return batch;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await Task.WhenAll(_readers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopped.Dispose();
    }

    private Task News
    {
        get
        {
            lock (_gate)
            {
                return _news.Task;
            }
        }
    }

    private ImmutableArray<EventTail>? Tails => _tails is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } started } ? started.Result : null;

    /// <summary>Up to a batch after what was seen, the most urgent first, and what is seen with it.</summary>
    private async ValueTask<(EventBatch Batch, EventCursor Seen)> NextAsync(
        ImmutableArray<EventTail> tails, EventCursor seen, EventCursor told, CancellationToken cancellationToken)
    {
        var batch = ImmutableArray.CreateBuilder<EventEnvelope>();
        ImmutableArray<MissingEvents> missing = [];
        foreach (var tail in tails)
        {
            var room = BatchSize - batch.Count;
            if (room == 0)
            {
                break;
            }

            var (after, before) = (seen[tail.Priority], batch.Count);
            var head = tail.Head;
            if (!tail.TryTake(after, room, batch))
            {
                var slice = await _log.ReadAsync(tail.Priority, after, room, cancellationToken);
                batch.AddRange(slice.Events);
                if (slice.MissingAfter(Math.Max(after, told[tail.Priority])) is { } gone)
                {
                    missing = missing.Add(gone);
                }
            }

            // With room to spare, all up to the head was looked at, whether there was any of this priority or not.
            var last = batch.Count > before ? batch[^1].Sequence : after;
            seen = seen.After(tail.Priority, batch.Count - before < room ? Math.Max(last, head) : last);
        }

        return (new EventBatch(batch.DrainToImmutable(), missing), seen);
    }

    private async Task<ImmutableArray<EventTail>> StartAsync()
    {
        var head = (await _log.GetBoundsAsync(_stopped.Token)).Head;
        ImmutableArray<EventTail> tails = [.. s_priorities.Select(priority => new EventTail(priority, head))];
        _readers = [.. tails.Select(tail => Task.Run(() => ReadAsync(tail, _stopped.Token), CancellationToken.None))];
        return tails;
    }

    private async Task ReadAsync(EventTail tail, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var slice = await _log.ReadAsync(tail.Priority, tail.Head, BatchSize, cancellationToken);
                if (slice.MissingAfter(tail.Head) is { } missing)
                {
                    // Some of it may still be there: the log has it for whoever is not that far, and tells him of the rest.
                    LogMissed(missing.Priority, missing.From, missing.To);
                    tail.SkipTo(missing.To);
                    Announce();
                }
                else if (slice.Events is not [])
                {
                    tail.Add(slice.Events);
                    Announce();
                }
                else
                {
                    // A lost signal costs this second and nothing else.
                    await _signal.WaitAsync(tail.Priority, tail.Head, TimeSpan.FromSeconds(1), cancellationToken);
                }
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotRead(failure, tail.Priority);
                await Task.Delay(TimeSpan.FromSeconds(1), _time, cancellationToken);
            }
        }
    }

    private void Announce()
    {
        TaskCompletionSource news;
        lock (_gate)
        {
            (news, _news) = (_news, New());
        }

        news.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(7008, LogLevel.Warning, "{Priority} events between {From} and {To} were deleted before this silo had read them; its clients are told")]
    private partial void LogMissed(EventPriority priority, long from, long to);

    [LoggerMessage(7002, LogLevel.Warning, "Could not read {Priority} events of the log; trying again")]
    private partial void LogNotRead(Exception failure, EventPriority priority);
}
