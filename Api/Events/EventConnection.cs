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
internal sealed partial class EventConnection : IEventFollower
{
    private const int WaitingAnswers = 16;

    // What leaves together in one write, in events and about in bytes.
    private const int EventsAtOnce = 32;
    private const int BytesAtOnce = 64 * 1024;

    private readonly IEventSink _sink;
    private readonly FollowRequest _request;
    private readonly EventGateway _gateway;
    private readonly IEventFeed _feed;
    private readonly IPlatformStatistics _statistics;
    private readonly TimeProvider _time;
    private readonly FrameQueue _events;
    private readonly AckWindow? _acks;
    private readonly List<QueuedFrame> _leaving = [];
    private readonly List<EventFrame> _added = [];
    private readonly Channel<Func<EventCursor, byte[]>> _answers =
        Channel.CreateBounded<Func<EventCursor, byte[]>>(new BoundedChannelOptions(WaitingAnswers) { SingleReader = true });
    private readonly Channel<bool> _wake =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    // The close that was asked for first; later ones do not replace it.
    private CloseRequest? _close;
    private Listener? _listener;
    private SubscriptionFilter _filter;
    private EventCursor _cursor;
    private long _sendingSince;
    private long _sentAt;
    private long _sent;
    private bool _following;
    private bool _hasJoined;
    private volatile bool _beat;

    public EventConnection(
        IEventSink sink,
        FollowRequest request,
        SignedIn signedIn,
        ClientOrigin origin,
        EventGateway gateway,
        IEventFeed feed,
        IPlatformStatistics statistics,
        TimeProvider time,
        EventGatewayOptions options)
    {
        _sink = sink;
        _request = request;
        _listener = new Listener(signedIn, VisibleEvents.To(signedIn.Principal));
        _filter = request.Filter;
        _cursor = request.After ?? gateway.Position;
        _gateway = gateway;
        _feed = feed;
        _statistics = statistics;
        _time = time;
        _events = new FrameQueue(options.QueueLength, request.CoalescesLow, request.LeavesOut);
        _acks = request.Acknowledges ? new AckWindow(options.AcknowledgeWindow, _cursor) : null;
        _sentAt = time.GetTimestamp();
        Origin = origin;
        ConnectedAt = time.GetUtcNow();
        Life = new ClientLife(time);
    }

    private enum CloseKind
    {
        GoingAway,
        Silent,
        Protocol,
        ByClient,
    }

    public Guid Id { get; } = Guid.NewGuid();

    public ClientOrigin Origin { get; }

    public DateTimeOffset ConnectedAt { get; }

    /// <summary>When the client was last heard.</summary>
    public ClientLife Life { get; }

    /// <summary>What the client wants; replaced as a whole.</summary>
    public SubscriptionFilter Filter
    {
        get => Volatile.Read(ref _filter);
        set
        {
            Volatile.Write(ref _filter, value);
            _gateway.Regroup(this);
            Wake();
        }
    }

    /// <summary>What the client wants of what it may see; null when it is let in no more.</summary>
    public Interest? Interest => Volatile.Read(ref _listener) is { } listener ? new Interest(Filter, listener.Visible) : null;

    /// <summary>Who listens; null when he is let in no more.</summary>
    public SignedIn? SignedIn => Volatile.Read(ref _listener)?.SignedIn;

    /// <summary>How many frames wait, and since when the first of them.</summary>
    public (int Count, DateTimeOffset? Since) Waiting => _events.Read();

    /// <summary>Events sent.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>Events that stand for others, and events left out.</summary>
    public (long Coalesced, long LeftOut) Spared => (_events.Coalesced, _events.LeftOut);

    /// <summary>The place up to which everything was sent, as it was a moment ago.</summary>
    public EventCursor Cursor { get; private set; }

    /// <summary>The place that the client has acknowledged; null when it does not acknowledge.</summary>
    public EventCursor? Acknowledged => _acks?.Acknowledged;

    /// <summary>Since when the present frames have been leaving, as a timestamp; 0 when none are.</summary>
    public long SendingSince => Volatile.Read(ref _sendingSince);

    public int Queued(EventPriority priority) => _events.Count(priority);

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
        else
        {
            return;
        }

        _gateway.Regroup(this);
    }

    /// <summary>Takes events for this client. Never waits: without room the client goes on from the log.</summary>
    public void Offer(ReadOnlySpan<EventFrame> frames)
    {
        var hadRoom = !_events.HasOverflowed;
        if (!_events.TryAdd(frames) && hadRoom)
        {
            _gateway.CountFellBehind();
        }

        Wake();
    }

    public void FallBehind()
    {
        _events.Overflow();
        Wake();
    }

    /// <summary>Queues an answer; waits while too many wait already, which in turn stops reading from the client.</summary>
    public ValueTask AnswerAsync(byte[] frame, CancellationToken cancellationToken) => AnswerAsync(_ => frame, cancellationToken);

    /// <summary>The same, for an answer that tells the client's place in the feed when it is sent.</summary>
    public async ValueTask AnswerAsync(Func<EventCursor, byte[]> frame, CancellationToken cancellationToken)
    {
        await _answers.Writer.WriteAsync(frame, cancellationToken);
        Wake();
    }

    /// <summary>Takes an acknowledgement; null when it can be followed, else what is wrong.</summary>
    public string? Acknowledge(EventCursor cursor)
    {
        if (_acks is null)
        {
            return "This connection does not acknowledge; connect with ack=true.";
        }

        if (!_acks.TryAcknowledge(cursor))
        {
            return $"The cursor {cursor} is ahead of what was sent.";
        }

        Wake();
        return null;
    }

    /// <summary>Lets something leave when nothing has for so long, and ends the connection of a client that has stopped its heartbeats.</summary>
    public void Look(TimeSpan beatEvery, TimeSpan silentFor)
    {
        if (Life.IsSilentFor(silentFor))
        {
            RequestClose(CloseKind.Silent);
        }
        else if (_time.GetElapsedTime(Volatile.Read(ref _sentAt)) >= beatEvery)
        {
            _beat = true;
            Wake();
        }
    }

    public void CloseBecauseServerStops() => RequestClose(CloseKind.GoingAway);

    public void CloseBecauseClientDid() => RequestClose(CloseKind.ByClient);

    public void CloseBecause(WebSocketCloseStatus status, string reason) => RequestClose(CloseKind.Protocol, status, reason);

    /// <summary>Ends the connection without ceremony: the client no longer takes what is sent.</summary>
    public void Abort() => _sink.Abort();

    private void Wake() => _wake.Writer.TryWrite(true);

    private void RequestClose(CloseKind kind, WebSocketCloseStatus status = WebSocketCloseStatus.Empty, string reason = "")
    {
        Interlocked.CompareExchange(ref _close, new CloseRequest(kind, status, reason), null);
        Wake();
    }

    private sealed record Listener(SignedIn SignedIn, VisibleEvents Visible);

    private sealed record CloseRequest(CloseKind Kind, WebSocketCloseStatus Status, string Reason);
}
