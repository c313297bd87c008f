using Microsoft.Extensions.Logging;
using Nms.Events;

namespace Nms.Webhooks;

/// <summary>
/// Follows the feed for one webhook and delivers, off the grain scheduler: one attempt at a time, the most urgent event first. What
/// fails is set aside and tried again between the later ones. At least once: how far it is, is kept about once a second.
/// </summary>
internal sealed partial class WebhookPump : IAsyncDisposable
{
    private const string GapType = "webhook.gap";
    private const int FullBatch = 256;

    private static readonly TimeSpan s_checkpointEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_withheldFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_afterTrouble = TimeSpan.FromSeconds(1);

    // Shorter than the least that an event is kept.
    private static readonly TimeSpan s_gapCheckAfter = TimeSpan.FromMinutes(10);

    // After so long the most urgent event is looked for again, however many are at hand.
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(250);

    private readonly WebhookTarget _target;
    private readonly WebhookPumpServices _services;
    private readonly Guid _webhookId;
    private readonly WebhookFeedReader _reader;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Lock _gate = new();
    private WebhookProgress _progress;
    private TaskCompletionSource _bell = NewBell();
    private Task _running = Task.CompletedTask;

    // What is at hand, the most urgent first, and when it was taken.
    private Queue<EventEnvelope> _batch = new();
    private long _batchAt;
    private long? _gapCheckedAt;
    private Predicate<EventEnvelope>? _sees;
    private WebhookProgress? _kept;
    private long _keptAt;

    public WebhookPump(Guid webhookId, WebhookTarget target, WebhookProgress progress, WebhookPumpServices services)
    {
        _webhookId = webhookId;
        _target = target;
        _progress = _kept = progress;
        _services = services;
        _reader = new WebhookFeedReader(services.Feed);
    }

    /// <summary>Names this pump among those that the webhook had.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    public WebhookProgress Progress
    {
        get
        {
            lock (_gate)
            {
                return _progress;
            }
        }
    }

    /// <summary>True while the owner may see nothing.</summary>
    public bool IsWithheld { get; private set; }

    private TimeProvider Time => _services.Time;

    private DateTimeOffset Now => Time.GetUtcNow();

    private WebhookDraft Settings => _target.Settings;

    public void Start()
    {
        // What is delivered has nothing to do with the request that happened to activate the grain.
        using var clean = ExecutionContext.SuppressFlow();
        _running = Task.Run(() => RunAsync(_stopped.Token), CancellationToken.None);
    }

    /// <summary>Changes how far the webhook is from outside, and has the pump look at it.</summary>
    public void Change(Func<WebhookProgress, WebhookProgress> change)
    {
        Update(change);
        TaskCompletionSource bell;
        lock (_gate)
        {
            (bell, _bell) = (_bell, NewBell());
        }

        bell.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopped.Dispose();
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        // However it ends, nobody follows the feed for it any more.
        await using var reader = _reader;
        var isCurrent = true;
        while (isCurrent)
        {
            try
            {
                await StepBackIfAheadAsync(cancellationToken);
                while (isCurrent)
                {
                    isCurrent = await StepAsync(cancellationToken);
                }
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogTrouble(_services.Logger, failure, _webhookId);
                await _reader.DisposeAsync();
                _batch.Clear();
                await Task.Delay(s_afterTrouble, Time, cancellationToken);
            }
        }
    }

    /// <summary>One attempt, or one wait. False when this pump has a successor or the webhook is disabled.</summary>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        // Nothing below is sure to wait.
        cancellationToken.ThrowIfCancellationRequested();
        if (!await KeepAsync(cancellationToken))
        {
            return false;
        }

        _sees = await _services.Audience.FindAsync(Settings.OwnerId, cancellationToken);
        IsWithheld = _sees is null;
        if (_sees is null)
        {
            await WaitAsync(null, Now + s_withheldFor, cancellationToken);
            return true;
        }

        var bell = Bell;
        var turn = WebhookLogic.Next(Progress, Settings.Ordered, _services.Policy.MaxWaiting, Now);
        var e = turn.TakesNew ? await NextEventAsync(turn, cancellationToken) : null;
        if (e is not null && (turn.Waiting is null || turn.PrefersNew || e.Priority > turn.Waiting.Priority))
        {
            return await SendAsync(WaitingDelivery.Of(e, Now), e, cancellationToken);
        }

        if (turn.Waiting is not null)
        {
            return await SendWaitingAsync(turn.Waiting, cancellationToken);
        }

        if (!turn.TakesNew)
        {
            await WaitAsync(bell, turn.Until, cancellationToken);
        }
        else if (_batch.Count == 0)
        {
            await WaitForNewsAsync(bell, turn.Until, cancellationToken);
        }

        return true;
    }

    private async Task<bool> SendWaitingAsync(WaitingDelivery waiting, CancellationToken cancellationToken)
    {
        if (waiting.DataJson is not null)
        {
            return await SendAsync(waiting, null, cancellationToken);
        }

        var page = await _services.Feed.ReadAsync(
            EventCursor.At(waiting.Sequence - 1), 1, EventQuery.All with { MinimumPriority = waiting.Priority, MaximumPriority = waiting.Priority }, cancellationToken);
        if (page.Events is not [{ } e] || e.EventId != waiting.EventId)
        {
            return await ApplyAsync(progress => WebhookLogic.GiveUp(progress, waiting, "the event is no longer kept", Now), cancellationToken);
        }

        if (!_sees!(e))
        {
            Update(progress => WebhookLogic.Withhold(progress, waiting));
            return true;
        }

        return await SendAsync(waiting, e, cancellationToken);
    }

    private async Task<bool> SendAsync(WaitingDelivery delivery, EventEnvelope? e, CancellationToken cancellationToken)
    {
        var body = e is null ? WebhookBody.Of(delivery.Type, delivery.FirstAttemptAt, delivery.DataJson!) : WebhookBody.Of(e);
        var (outcome, _) = await _target.SendAsync(delivery, body, cancellationToken);
        var (now, random) = (Now, _services.Random());
        if (e is not null && _batch.TryPeek(out var head) && ReferenceEquals(head, e))
        {
            _batch.Dequeue();
        }

        return await ApplyAsync(progress => WebhookLogic.Take(Passed(progress, e), delivery, outcome, _services.Policy, now, random), cancellationToken);
    }

    /// <summary>Records what follows; dead letters first, so that none is lost between two writes.</summary>
    private async Task<bool> ApplyAsync(Func<WebhookProgress, WebhookStep> take, CancellationToken cancellationToken)
    {
        var step = take(Progress);
        if (step.Dead is { } dead)
        {
            await _services.Grains.WebhookDeadLetters(_webhookId).AddAsync(dead, CancellationToken.None).WaitAsync(cancellationToken);
            _services.Meters.Died();
            LogDied(_services.Logger, _webhookId, dead.Type, dead.EventId, dead.Attempts, dead.Reason);
        }

        Update(progress => take(progress).Next);
        if (step.Disable is not { } reason)
        {
            return true;
        }

        await _services.Grains.GetGrain<IWebhookReportsGrain>(_webhookId).DisableAsync(Id, reason, CancellationToken.None).WaitAsync(cancellationToken);
        return false;
    }

    private void Update(Func<WebhookProgress, WebhookProgress> change)
    {
        lock (_gate)
        {
            _progress = change(_progress);
        }
    }

    private static WebhookProgress Passed(WebhookProgress progress, EventEnvelope? e) =>
        e is null || e.Sequence <= progress.Cursor[e.Priority] ? progress : progress with { Cursor = progress.Cursor.After(e.Priority, e.Sequence) };

    [LoggerMessage(9601, LogLevel.Warning, "Webhook {Webhook} could not go on; trying again")]
    private static partial void LogTrouble(ILogger logger, Exception failure, Guid webhook);

    [LoggerMessage(9602, LogLevel.Warning, "Webhook {Webhook} gave up {Type} {EventId} after {Attempts} attempts: {Reason}")]
    private static partial void LogDied(ILogger logger, Guid webhook, string type, Guid eventId, int attempts, string reason);
}
