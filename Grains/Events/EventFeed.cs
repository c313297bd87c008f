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

    public Task<EventPage> ReadAsync(long after, int limit, EventQuery query, CancellationToken cancellationToken) =>
        _log.QueryAsync(Math.Max(0, after), Math.Clamp(limit, 1, LongestPage), query, cancellationToken);

    public async IAsyncEnumerable<ImmutableArray<EventEnvelope>> FollowAsync(
        EventCursor after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tails = await _tails.Value.WaitAsync(cancellationToken);
        var seen = after;
        while (true)
        {
            // Armed before looking: what comes while looking ends the wait.
            var news = News;
            (var batch, seen) = await NextAsync(tails, seen, cancellationToken);
            if (batch is [])
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

    /// <summary>Up to a batch after what was seen, the most urgent first, and what is seen with it.</summary>
    private async ValueTask<(ImmutableArray<EventEnvelope> Batch, EventCursor Seen)> NextAsync(
        ImmutableArray<EventTail> tails, EventCursor seen, CancellationToken cancellationToken)
    {
        var batch = ImmutableArray.CreateBuilder<EventEnvelope>();
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
                batch.AddRange(await _log.ReadAsync(tail.Priority, after, room, cancellationToken));
            }

            // With room to spare, all up to the head was looked at, whether there was any of this priority or not.
            var last = batch.Count > before ? batch[^1].Sequence : after;
            seen = seen.After(tail.Priority, batch.Count - before < room ? Math.Max(last, head) : last);
        }

        return (batch.DrainToImmutable(), seen);
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
        while (true)
        {
            try
            {
                var events = await _log.ReadAsync(tail.Priority, tail.Head, BatchSize, cancellationToken);
                if (events is not [])
                {
                    tail.Add(events);
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

    [LoggerMessage(7002, LogLevel.Warning, "Could not read {Priority} events of the log; trying again")]
    private partial void LogNotRead(Exception failure, EventPriority priority);
}
