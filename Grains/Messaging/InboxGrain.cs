using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nms.Messaging;

/// <summary>
/// The inbox of one module. Its calls overlap, so that many writes share a commit; between two awaits the queue is nobody else's, and an
/// entry that is being written is in no other hands.
/// </summary>
[GrainType("nms.inbox")]
internal sealed partial class InboxGrain : Grain, IInboxGrain
{
    private const int MostAtOnce = 500;
    private const long MostBytesAtOnce = 1L << 20;
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1);

    private readonly IMessageStore _store;
    private readonly MessagingOptions _options;
    private readonly MessageMeters _meters;
    private readonly IIdSource _ids;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;
    private readonly ILogger<InboxGrain> _logger;
    private readonly InboxQueue _queue = new();
    private readonly ReleasedConsumers _released = new();
    private readonly InboxBodies _bodies;
    private readonly InboxWaiters _waiters;
    private IGrainTimer? _timer;
    private DateTimeOffset? _timerAt;
    private DateTimeOffset _calmUntil;
    private string _name = "";
    private long _epoch;
    private bool _registered;
    private bool _accepting;
    private int _incoming;
    private long _incomingBytes;

    public InboxGrain(
        IMessageStore store, IOptions<MessagingOptions> options, MessageMeters meters, IIdSource ids, TimeProvider time, Func<double> random,
        IHostApplicationLifetime host, ILogger<InboxGrain> logger)
    {
        (_store, _options, _meters, _ids, _time, _random, _logger) = (store, options.Value, meters, ids, time, random, logger);
        _bodies = new InboxBodies(store);
        _waiters = new InboxWaiters(time, host.ApplicationStopping);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _name = this.GetPrimaryKeyString();
        _timer = this.RegisterGrainTimer(
            SweepAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
        await LoadAsync(create: false, cancellationToken);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _waiters.EndAll();
        return Task.CompletedTask;
    }

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_epoch == 0)
        {
            await LoadAsync(create: true, cancellationToken);
        }

        if (!_registered)
        {
            await CommitAsync(new InboxChange(_name, _epoch) { Registered = true });
            _registered = true;
        }
    }

    public async Task CloseAsync(string reason, CancellationToken cancellationToken)
    {
        if (_epoch == 0)
        {
            return;
        }

        _registered = false;
        await CommitAsync(new InboxChange(_name, _epoch) { Registered = false });
        _waiters.Arrived();

        // What is being accepted at this moment is there in a moment.
        while (_queue.Count + _incoming > 0)
        {
            var entries = _queue.Entries.Where(entry => entry.State != InboxEntryState.Settling).Take(MostAtOnce).ToList();
            if (entries is [])
            {
                await _waiters.ArrivalAsync(s_soon, cancellationToken);
                continue;
            }

            await SettleAsync([.. entries.Select(entry => (entry, InboxLogic.Abandoned(entry, reason, _time.GetUtcNow())))]);
        }
    }

    public async Task<ImmutableArray<MessageReceipt>> SendAsync(ImmutableArray<MessageDraft> messages, CancellationToken cancellationToken)
    {
        ThrowUnlessRegistered();
        if (!_accepting && messages.Any(message => !message.Internal))
        {
            throw new NmsException("hub_stopped", "The hub is stopped and takes no new messages.") { IsTransient = true, RetryAfter = TimeSpan.FromSeconds(5) };
        }

        var now = _time.GetUtcNow();
        var inserts = messages.Select(message => Accept(message, now)).ToImmutableArray();
        var bytes = inserts.Sum(message => (long)SizeOf(message));
        ThrowIfFull(inserts.Length, bytes);
        (_incoming, _incomingBytes) = (_incoming + inserts.Length, _incomingBytes + bytes);
        ImmutableArray<long> sequences;
        try
        {
            sequences = await CommitAsync(new InboxChange(_name, _epoch) { Inserts = inserts });
        }
        finally
        {
            (_incoming, _incomingBytes) = (_incoming - inserts.Length, _incomingBytes - bytes);
        }

        var receipts = ImmutableArray.CreateBuilder<MessageReceipt>(inserts.Length);
        for (var i = 0; i < inserts.Length; i++)
        {
            var isNew = sequences[i] > 0 && TakeIn(inserts[i] with { Sequence = sequences[i] }, _time.GetUtcNow());
            receipts.Add(new MessageReceipt(inserts[i].MessageId, _name, Duplicate: !isNew));
        }

        _waiters.Arrived();
        Arm();
        foreach (var (message, receipt) in inserts.Zip(receipts).Where(pair => pair.Second.Duplicate))
        {
            await ThrowIfForeignAsync(message, cancellationToken);
        }

        return receipts.MoveToImmutable();
    }

    public async Task<ImmutableArray<HubMessage>> ReceiveAsync(int most, TimeSpan wait, Guid consumer, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        var lessee = consumer == Guid.Empty ? _ids.NewId() : consumer;
        while (!_released.Contains(lessee))
        {
            ThrowUnlessRegistered();
            cancellationToken.ThrowIfCancellationRequested();
            var entries = _queue.Take(Math.Clamp(most, 1, MostAtOnce), MostBytesAtOnce, _time.GetUtcNow(), _options.Lease, lessee);
            if (entries.Count > 0)
            {
                Arm();
                return await HandOutAsync(entries, lessee, cancellationToken);
            }

            var left = wait - _time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero || _waiters.AreOver)
            {
                return [];
            }

            await _waiters.PollAsync(left, cancellationToken);
        }

        return [];
    }

    public async Task<Settlement> AcknowledgeAsync(ImmutableArray<Acknowledgement> done, CancellationToken cancellationToken)
    {
        await ReplyAsync(done, cancellationToken);
        var now = _time.GetUtcNow();
        return await SettleAsync(
            [.. done.Select(one => one.MessageId)], (entry, i) => InboxLogic.Completed(entry, done[i].ResponseJson, now));
    }

    public Task<Settlement> RejectAsync(ImmutableArray<Rejection> rejected, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        return SettleAsync(
            [.. rejected.Select(one => one.MessageId)],
            (entry, i) => InboxLogic.Failed(entry, rejected[i].Error, rejected[i].Retry, _options.Schedule, _random(), now));
    }

    public Task ReleaseAsync(Guid consumer, CancellationToken cancellationToken)
    {
        _released.Add(consumer);
        _queue.PutBackOf(consumer, _time.GetUtcNow());
        _waiters.Arrived();
        Arm();
        return Task.CompletedTask;
    }

    public async Task<HubMessage?> WaitAsync(Guid messageId, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (_queue.TryGet(messageId, out _) && wait > TimeSpan.Zero)
        {
            await _waiters.FinishAsync(messageId, wait, cancellationToken);
        }

        var open = _queue.TryGet(messageId, out var entry) ? entry : null;
        return open is { Body: { } body } ? InboxBodies.Live(open, body)
            : await _store.FindAsync(messageId, cancellationToken) is not { } message || message.Inbox != _name ? null
            : open is null || message.IsFinished ? message
            : InboxBodies.Live(open, message);
    }

    public Task<ImmutableArray<OpenMessageReading>> ShowAsync(ImmutableArray<Guid> messageIds, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<OpenMessageReading>>([.. messageIds.Select(id => _queue.TryGet(id, out var entry) ? entry.Read() : null).OfType<OpenMessageReading>()]);

    public Task<InboxReading> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new InboxReading(_queue.Count - _queue.Leased, _queue.Leased, _queue.Bytes));

    public Task SetAcceptingAsync(bool accepting, CancellationToken cancellationToken)
    {
        _accepting = accepting;
        return Task.CompletedTask;
    }
}
