using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Access;
using Nms.Api.Access;
using Nms.Events;
using Nms.Status;

namespace Nms.Api.Events;

/// <summary>
/// This silo's hand-out of events: follows the feed once and offers each event to every client that wants it. A client
/// joins by <see cref="Follow(EventConnection)"/>, which tells from which place on it is offered everything.
/// </summary>
internal sealed partial class EventGateway(
    IEventFeed feed, AccessView access, GatewayMeters meters, TimeProvider time, IOptions<EventGatewayOptions> options, ILogger<EventGateway> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_sweep = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_judgePeriod = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, EventConnection> _connections = new();
    private readonly Lock _lock = new();
    private readonly FrameCache _frames = new();
    private readonly InterestGroups _groups = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Place _position = new(default);
    private long _resumed;
    private long _dropped;
    private long _fellBehind;
    private volatile bool _running;

    /// <summary>Everything up to here was offered to every follower.</summary>
    public EventCursor Position => Volatile.Read(ref _position).Value;

    /// <summary>Completes when the place in the feed is known: before that, a client would start from nowhere.</summary>
    public Task Ready => _ready.Task;

    /// <summary>True while the feed is followed.</summary>
    public bool IsRunning => _running;

    public GatewayMeters Meters => meters;

    public int Connections => _connections.Count;

    /// <summary>Every client of this silo.</summary>
    public ICollection<EventConnection> All => _connections.Values;

    public EventConnection? Find(Guid connectionId) => _connections.GetValueOrDefault(connectionId);

    /// <summary>Events sent from the log to clients that came back or fell behind.</summary>
    public long Resumed => Volatile.Read(ref _resumed);

    /// <summary>Clients closed because they did not take what was sent.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>How often a client had too much waiting and went on from the log.</summary>
    public long FellBehind => Volatile.Read(ref _fellBehind);

    /// <summary>An event as every client of this silo is sent it.</summary>
    public EventFrame FrameOf(EventEnvelope e, DateTimeOffset now) => _frames.Get(e, now);

    public void Add(EventConnection connection) => _connections[connection.Id] = connection;

    public void Remove(EventConnection connection)
    {
        _connections.TryRemove(connection.Id, out _);
        lock (_lock)
        {
            _groups.Remove(connection);
        }
    }

    /// <summary>From the place returned on, the client is offered every event it wants.</summary>
    public EventCursor Follow(EventConnection connection)
    {
        lock (_lock)
        {
            // Who is let in no more is about to be closed and hears nothing until then.
            if (connection.Interest is { } interest)
            {
                _groups.Put(connection, interest);
            }

            return Position;
        }
    }

    /// <summary>The same for somebody who stays for one answer; he leaves with <see cref="Leave"/>.</summary>
    public void Follow(IEventFollower follower, Interest interest)
    {
        lock (_lock)
        {
            _groups.Put(follower, interest);
        }
    }

    public void Leave(IEventFollower follower)
    {
        lock (_lock)
        {
            _groups.Remove(follower);
        }
    }

    /// <summary>From the next event on, what the client wants and may see by now counts.</summary>
    public void Regroup(EventConnection connection)
    {
        lock (_lock)
        {
            if (!_groups.Contains(connection))
            {
                return;
            }

            if (connection.Interest is { } interest)
            {
                _groups.Put(connection, interest);
            }
            else
            {
                _groups.Remove(connection);
            }
        }
    }

    /// <summary>Who somebody is by now; null when he is let in no more.</summary>
    public async ValueTask<SignedIn?> JudgeAsync(SignedIn signedIn, CancellationToken cancellationToken) =>
        (await access.GetAsync(cancellationToken)).Judge(signedIn, time.GetUtcNow());

    public void CountResumed() => Interlocked.Increment(ref _resumed);

    public void CountFellBehind() => Interlocked.Increment(ref _fellBehind);

    public void CountDropped() => Interlocked.Increment(ref _dropped);

    /// <summary>Frames waiting for clients, by priority.</summary>
    public IReadOnlyDictionary<string, int> Queued() => new[]
    {
        EventPriority.Critical, EventPriority.High, EventPriority.Normal, EventPriority.Low,
    }.ToDictionary(priority => priority.ToWord(), priority => _connections.Values.Sum(connection => connection.Queued(priority)));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watch = meters.Watch(this, ReadQueues);
        using var sweep = time.CreateTimer(_ => LookAfterClients(), null, s_sweep, s_sweep);
        var judging = GoOnJudgingAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!_ready.Task.IsCompleted)
                {
                    Volatile.Write(ref _position, new Place(await feed.GetHeadAsync(stoppingToken)));
                    _ready.TrySetResult();
                }

                _running = true;
                await FollowFeedAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                _running = false;
                LogFeedFailed(exception, Position);
                await Task.Delay(s_pauseAfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        _running = false;
        await judging;
    }

    /// <summary>A connection outlives the request that was authorized: who lost his access loses it here too, and what he sees follows his roles.</summary>
    internal async Task JudgeClientsAsync(CancellationToken cancellationToken)
    {
        AccessCopy? copy = null;
        try
        {
            copy = await access.GetAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // As for requests: nobody is let in on what was once true.
            LogNotJudged(exception);
        }

        var now = time.GetUtcNow();
        foreach (var connection in _connections.Values)
        {
            connection.GoOnAs(connection.SignedIn is { } signedIn ? copy?.Judge(signedIn, now) : null);
        }
    }

    private async Task GoOnJudgingAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_judgePeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await JudgeClientsAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogJudgingEnded();
        }
    }

    private async Task FollowFeedAsync(CancellationToken cancellationToken)
    {
        await foreach (var batch in feed.FollowAsync(Position, cancellationToken))
        {
            var now = time.GetUtcNow();
            lock (_lock)
            {
                if (!batch.Missing.IsEmpty)
                {
                    // Each client's own reading of the log tells him what he has missed of what he wants. First: who had been sent what
                    // comes after it would not ask any more.
                    _groups.FallBehind();
                }

                _groups.Offer(batch.Events, _frames, now);

                var position = batch.Missing.Aggregate(Position, static (place, gone) => place.After(gone.Priority, Math.Max(place[gone.Priority], gone.To)));
                Volatile.Write(ref _position, new Place(batch.Events.Aggregate(position, static (place, e) => place.After(e.Priority, Math.Max(place[e.Priority], e.Sequence)))));
            }
        }
    }

    private QueueReading ReadQueues()
    {
        var now = time.GetUtcNow();
        var sum = default(QueueReading);
        foreach (var connection in _connections.Values)
        {
            var (count, since) = connection.Waiting;
            sum += new QueueReading(count, since is { } oldest ? now - oldest : TimeSpan.Zero);
        }

        return sum;
    }

    /// <summary>A client that takes nothing for long holds memory of ours; TCP alone would wait for minutes.</summary>
    private void LookAfterClients()
    {
        foreach (var connection in _connections.Values)
        {
            if (connection.SendingSince is var since and not 0 && time.GetElapsedTime(since) > options.Value.SendTimeout)
            {
                LogClientStuck(connection.Id);
                CountDropped();
                connection.Abort();
            }
            else
            {
                connection.Look(options.Value.PingInterval, options.Value.HeartbeatTimeout);
            }
        }
    }

    [LoggerMessage(7501, LogLevel.Error, "The event feed failed at {Position}; following it again from there")]
    private partial void LogFeedFailed(Exception exception, EventCursor position);

    [LoggerMessage(7502, LogLevel.Information, "WebSocket client {Connection} takes nothing any more and is cut off")]
    private partial void LogClientStuck(Guid connection);

    [LoggerMessage(7506, LogLevel.Warning, "The access directory cannot be read; WebSocket clients are closed until it can")]
    private partial void LogNotJudged(Exception exception);

    [LoggerMessage(7507, LogLevel.Debug, "The server stops; WebSocket clients are judged no more")]
    private partial void LogJudgingEnded();

    private sealed class Place(EventCursor value)
    {
        public EventCursor Value { get; } = value;
    }
}
