using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using Nms.Access;
using Nms.Api.Access;
using Nms.Events;
using Nms.Status;

namespace Nms.Api.Events;

/// <summary>
/// One client's outgoing side: a single writer that sends answers first, then events, the most urgent first. It knows the
/// client's place in the feed, so a client that comes back with its last cursor misses nothing and sees nothing twice.
/// </summary>
internal sealed class EventConnection
{
    private const int WaitingAnswers = 16;
    private const int HistoryPage = 500;

    private static readonly EventPriority[] s_mostUrgentFirst =
        [EventPriority.Critical, EventPriority.High, EventPriority.Normal, EventPriority.Low];

    private readonly WebSocket _socket;
    private readonly EventGateway _gateway;
    private readonly IEventFeed _feed;
    private readonly IPlatformStatistics _statistics;
    private readonly TimeProvider _time;
    private readonly FrameQueue _events;
    private readonly Channel<Func<EventCursor, byte[]>> _answers =
        Channel.CreateBounded<Func<EventCursor, byte[]>>(new BoundedChannelOptions(WaitingAnswers) { SingleReader = true });
    private readonly Channel<bool> _wake =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    // The close that was asked for first; later ones do not replace it.
    private CloseRequest? _close;
    private Listener? _listener;
    private readonly EventCursor? _resumeFrom;
    private EventCursor _cursor;
    private long _sendingSince;
    private bool _following;

    public EventConnection(
        WebSocket socket,
        SignedIn signedIn,
        SubscriptionFilter filter,
        EventCursor? resumeFrom,
        EventGateway gateway,
        IEventFeed feed,
        IPlatformStatistics statistics,
        TimeProvider time,
        EventGatewayOptions options)
    {
        _socket = socket;
        _listener = new Listener(signedIn, VisibleEvents.To(signedIn.Principal));
        Filter = filter;
        _resumeFrom = resumeFrom;
        _cursor = resumeFrom ?? gateway.Position;
        _gateway = gateway;
        _feed = feed;
        _statistics = statistics;
        _time = time;
        _events = new FrameQueue(options.QueueLength);
    }

    private enum CloseKind
    {
        TooSlow,
        GoingAway,
        Protocol,
        ByClient,
    }

    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>What the client wants; replaced as a whole.</summary>
    public SubscriptionFilter Filter
    {
        get => Volatile.Read(ref field);
        set
        {
            Volatile.Write(ref field, value);
            _wake.Writer.TryWrite(true);
        }
    }

    /// <summary>Who listens; null when he is let in no more.</summary>
    public SignedIn? SignedIn => Volatile.Read(ref _listener)?.SignedIn;

    public bool Wants(EventEnvelope e) => Filter.Matches(e) && Volatile.Read(ref _listener) is { } listener && listener.Visible.Contains(e);

    /// <summary>Goes on with what the client may see by now, or ends the connection when he may follow events no more.</summary>
    public void GoOnAs(SignedIn? signedIn)
    {
        if (signedIn is null || !signedIn.Principal.AllowsSomewhere(Permissions.EventRead))
        {
            Volatile.Write(ref _listener, null);
            CloseBecause(WebSocketCloseStatus.PolicyViolation, "access was withdrawn; sign in again");
        }
        else if (!ReferenceEquals(signedIn.Principal, SignedIn?.Principal))
        {
            Volatile.Write(ref _listener, new Listener(signedIn, VisibleEvents.To(signedIn.Principal)));
        }
    }

    /// <summary>How many frames wait, and since when the first of them.</summary>
    public (int Count, DateTimeOffset? Since) Waiting => _events.Read();

    public int Queued(EventPriority priority) => _events.Count(priority);

    /// <summary>Since when the present frame has been leaving, as a timestamp; 0 when none is.</summary>
    public long SendingSince => Volatile.Read(ref _sendingSince);

    /// <summary>Takes an event for this client. Never waits: a client without room is closed and resumes later.</summary>
    public void Offer(EventFrame frame)
    {
        if (!_events.TryAdd(frame))
        {
            RequestClose(CloseKind.TooSlow);
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>Queues an answer; waits while too many wait already, which in turn stops reading from the client.</summary>
    public ValueTask AnswerAsync(byte[] frame, CancellationToken cancellationToken) => AnswerAsync(_ => frame, cancellationToken);

    /// <summary>The same, for an answer that tells the client's place in the feed when it is sent.</summary>
    public async ValueTask AnswerAsync(Func<EventCursor, byte[]> frame, CancellationToken cancellationToken)
    {
        await _answers.Writer.WriteAsync(frame, cancellationToken);
        _wake.Writer.TryWrite(true);
    }

    public void CloseBecauseServerStops() => RequestClose(CloseKind.GoingAway);

    public void CloseBecauseClientDid() => RequestClose(CloseKind.ByClient);

    public void CloseBecause(WebSocketCloseStatus status, string reason) => RequestClose(CloseKind.Protocol, status, reason);

    /// <summary>Ends the connection without ceremony: the client no longer takes what is sent.</summary>
    public void Abort() => _socket.Abort();

    /// <summary>Sends until the connection is closed or the socket fails.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await SendAnswersAsync(cancellationToken);
            if (_close is { } close)
            {
                await SendCloseAsync(close, cancellationToken);
                return;
            }

            if (!_following && !Filter.IsEmpty)
            {
                await JoinAsync(cancellationToken);
                continue;
            }

            if (_events.Take() is { } frame)
            {
                await SendAsync(frame, cancellationToken);
                continue;
            }

            // The position is taken before looking again: whatever was offered up to it is in the queue or sent.
            var position = _gateway.Position;
            if (_events.Take() is { } late)
            {
                await SendAsync(late, cancellationToken);
                continue;
            }

            if (_following)
            {
                Advance(position);
            }

            await _wake.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Reads what the client missed from the log up to the newest event, registers for what comes, and reads the few
    /// events in between. Each event is checked against the cursor, so none is sent twice.
    /// </summary>
    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        if (_resumeFrom is null)
        {
            _cursor = _gateway.Follow(this);
        }
        else
        {
            await CatchUpAsync(EventCursor.At(long.MaxValue), cancellationToken);
            await CatchUpAsync(_gateway.Follow(this), cancellationToken);
        }

        _following = true;
    }

    /// <summary>Sends what the log holds between the client's place and another, the most urgent first.</summary>
    private async Task CatchUpAsync(EventCursor until, CancellationToken cancellationToken)
    {
        foreach (var priority in s_mostUrgentFirst)
        {
            while (_cursor[priority] < until[priority])
            {
                var filter = Filter;
                var after = _cursor[priority];
                var query = filter.ToQuery() with { MinimumPriority = priority > filter.MinimumPriority ? priority : filter.MinimumPriority };
                var page = await _feed.ReadAsync(after, HistoryPage, query, cancellationToken);
                if (await TellOfGapAsync(page, cancellationToken))
                {
                    continue;
                }

                foreach (var e in page.Events)
                {
                    if (_close is not null)
                    {
                        return;
                    }

                    if (e.Priority == priority && Wants(e) && await SendAsync(EventFrame.Of(e, _time.GetUtcNow()), cancellationToken))
                    {
                        _gateway.CountResumed();
                    }
                }

                // The page held every event of this priority up to here, wanted or not.
                _cursor = _cursor.After(priority, Math.Max(_cursor[priority], Math.Min(page.Next, page.Head)));
                await SendAnswersAsync(cancellationToken);
                if (page.Next >= page.Head)
                {
                    break;
                }

                if (page.Next <= after)
                {
                    throw new InvalidOperationException($"The event log did not go on from {after} although its head is {page.Head}.");
                }
            }
        }
    }

    /// <summary>
    /// A cursor of long ago, or of another log, is moved to what there is, and the client is told: it has to read the
    /// state anew. True when the cursor was moved.
    /// </summary>
    private async Task<bool> TellOfGapAsync(EventPage page, CancellationToken cancellationToken)
    {
        // A priority that was silent for long stays behind in the cursor without having missed anything: the newest place counts.
        var newest = Math.Max(Math.Max(_cursor.Critical, _cursor.High), Math.Max(_cursor.Normal, _cursor.Low));

        // A log of which everything was deleted has no oldest event, but still a head.
        var oldest = page.Oldest == 0 ? page.Head + 1 : page.Oldest;
        if (newest + 1 < oldest)
        {
            await SendAsync(ServerFrames.EventsExpired(newest, oldest, _time.GetUtcNow()), cancellationToken);
            _cursor = EventCursor.At(oldest - 1);
            return true;
        }

        if (newest > page.Head)
        {
            await SendAsync(ServerFrames.CursorAhead(page.Head, _time.GetUtcNow()), cancellationToken);
            _cursor = new EventCursor(
                Math.Min(_cursor.Critical, page.Head),
                Math.Min(_cursor.High, page.Head),
                Math.Min(_cursor.Normal, page.Head),
                Math.Min(_cursor.Low, page.Head));
            return true;
        }

        return false;
    }

    private async Task SendAnswersAsync(CancellationToken cancellationToken)
    {
        while (_answers.Reader.TryRead(out var answer))
        {
            await SendAsync(answer(_cursor), cancellationToken);
        }
    }

    /// <summary>Sends an event unless the client has it already.</summary>
    private async Task<bool> SendAsync(EventFrame frame, CancellationToken cancellationToken)
    {
        if (frame.Sequence <= _cursor[frame.Priority])
        {
            return false;
        }

        var cursor = _cursor.After(frame.Priority, frame.Sequence);
        using var span = GatewayMeters.StartSend(frame);
        var buffer = ArrayPool<byte>.Shared.Rent(frame.LongestLength);
        try
        {
            var length = frame.Write(buffer, cursor);
            await SendAsync(buffer.AsMemory(0, length), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        _cursor = cursor;
        _statistics.EventDelivered(frame.Type);
        _gateway.Meters.Sent(frame, _time.GetUtcNow());
        return true;
    }

    private async Task SendAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _sendingSince, _time.GetTimestamp());
        try
        {
            await _socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _sendingSince, 0);
        }
    }

    private async Task SendCloseAsync(CloseRequest close, CancellationToken cancellationToken)
    {
        var (status, reason) = close.Kind switch
        {
            CloseKind.TooSlow => ((WebSocketCloseStatus)1013, $"too slow; resume with after={_cursor}"),
            CloseKind.GoingAway => (WebSocketCloseStatus.EndpointUnavailable, $"stopping; resume with after={_cursor}"),
            CloseKind.ByClient => (WebSocketCloseStatus.NormalClosure, ""),
            _ => (close.Status, close.Reason),
        };
        Volatile.Write(ref _sendingSince, _time.GetTimestamp());
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(status, reason, cancellationToken);
        }
    }

    private void Advance(EventCursor to) => _cursor = new EventCursor(
        Math.Max(_cursor.Critical, to.Critical),
        Math.Max(_cursor.High, to.High),
        Math.Max(_cursor.Normal, to.Normal),
        Math.Max(_cursor.Low, to.Low));

    private void RequestClose(CloseKind kind, WebSocketCloseStatus status = WebSocketCloseStatus.Empty, string reason = "")
    {
        if (Interlocked.CompareExchange(ref _close, new CloseRequest(kind, status, reason), null) is null && kind == CloseKind.TooSlow)
        {
            _gateway.CountDropped();
        }

        _wake.Writer.TryWrite(true);
    }

    private sealed record Listener(SignedIn SignedIn, VisibleEvents Visible);

    private sealed record CloseRequest(CloseKind Kind, WebSocketCloseStatus Status, string Reason);
}
