using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nms.Events;

namespace Nms.Webhooks;

/// <summary>One webhook. That there is one activation of this in the cluster is the lease of the pump it owns.</summary>
[GrainType("nms.webhook")]
[KeepAlive]
internal sealed partial class WebhookGrain : Grain, IWebhookGrain, IWebhookReportsGrain
{
    private static readonly TimeSpan s_leaveWithin = TimeSpan.FromSeconds(5);

    private readonly Outbox<WebhookState> _outbox;
    private readonly WebhookPumpServices _services;
    private readonly ILogger<WebhookGrain> _logger;
    private readonly RecentDeliveries _recent = new();
    private WebhookPump? _pump;

    public WebhookGrain(
        [PersistentState("webhook", "Default")] IPersistentState<WebhookState> storage,
        EventPublisher publisher,
        WebhookPumpServices services,
        ILogger<WebhookGrain> logger)
    {
        _outbox = new Outbox<WebhookState>(this, storage, publisher, logger);
        _services = services;
        _logger = logger;
    }

    private Guid Id => this.GetPrimaryKey();

    private DateTimeOffset Now => _services.Time.GetUtcNow();

    /// <summary>The state with how far the pump is by now.</summary>
    private WebhookState State => _pump is { } pump ? _outbox.State with { Progress = pump.Progress } : _outbox.State;

    private WebhookState Existing => State is { IsEmpty: false } state ? state : throw new NotFoundException("webhook_not_found", $"There is no webhook {Id}.");

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _outbox.FlushAsync(cancellationToken);
        Start();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_pump is not null)
        {
            LogLeaving(Id, reason.ReasonCode);
            var left = await StopAsync().WaitAsync(s_leaveWithin, _services.Time, cancellationToken);
            if (reason.ReasonCode is not (DeactivationReasonCode.ActivationFailed or DeactivationReasonCode.ApplicationError))
            {
                await _outbox.CommitAsync(left, []);
            }
        }
    }

    public async Task<CreatedWebhook> CreateAsync(WebhookDraft draft, CancellationToken cancellationToken)
    {
        var secret = WebhookSecret.New();
        var now = Now;
        await ReplaceAsync(async _ => new WebhookState
        {
            Settings = draft,
            DisabledReason = draft.Enabled ? null : WebhookStateMapping.ByRequest,
            Secret = _services.Secrets.Protect(secret),
            SecretCreatedAt = now,
            CreatedAt = now,
            ChangedAt = now,
            Progress = new WebhookProgress { Cursor = await _services.Feed.GetHeadAsync(cancellationToken) },
        });
        return new CreatedWebhook(Snapshot(), secret.Reveal());
    }

    public Task EnsureRunningAsync(CancellationToken cancellationToken)
    {
        if (_outbox.State.IsEmpty)
        {
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    public ValueTask<WebhookSnapshot?> FindAsync(CancellationToken cancellationToken)
    {
        if (!_outbox.State.IsEmpty)
        {
            return ValueTask.FromResult<WebhookSnapshot?>(Snapshot());
        }

        // Ids that somebody made up are not kept in memory.
        DeactivateOnIdle();
        return ValueTask.FromResult<WebhookSnapshot?>(null);
    }

    public async Task<WebhookSnapshot> UpdateAsync(WebhookChanges changes, CancellationToken cancellationToken)
    {
        _ = Existing;
        await ReplaceAsync(state => Task.FromResult(WebhookStateMapping.Change(state, changes, Now)));
        return Snapshot();
    }

    public async Task<CreatedWebhook> RotateSecretAsync(TimeSpan overlap, CancellationToken cancellationToken)
    {
        _ = Existing;
        var secret = WebhookSecret.New();
        var now = Now;
        await ReplaceAsync(state => Task.FromResult(state with
        {
            Secret = _services.Secrets.Protect(secret),
            SecretCreatedAt = now,
            FormerSecret = overlap > TimeSpan.Zero ? state.Secret : null,
            FormerSecretUntil = overlap > TimeSpan.Zero ? now + overlap : null,
        }));
        return new CreatedWebhook(Snapshot(), secret.Reveal());
    }

    public Task<WebhookDelivery> TestAsync(CancellationToken cancellationToken) =>
        _services.TargetOf(Id, Existing, _recent).TestAsync(cancellationToken);

    public ValueTask<ImmutableArray<WebhookDelivery>> ListDeliveriesAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_recent.Read());

    public async Task<int> ReplayAsync(ImmutableArray<Guid>? eventIds, CancellationToken cancellationToken)
    {
        var room = Math.Max(0, _services.Policy.MaxWaiting - Existing.Progress.Waiting.Length);
        var dead = await GrainFactory.WebhookDeadLetters(Id).ListAsync(cancellationToken);
        ImmutableArray<WebhookDeadLetter> letters = [.. dead.Letters.Where(letter => eventIds?.Contains(letter.EventId) ?? true).Take(room)];
        if (letters is [])
        {
            return 0;
        }

        var now = Now;
        if (_pump is { } pump)
        {
            pump.Change(progress => WebhookLogic.Replay(progress, letters, now));
            await _outbox.CommitAsync(State, []);
        }
        else
        {
            await _outbox.CommitAsync(State with { Progress = WebhookLogic.Replay(State.Progress, letters, now) }, []);
        }

        // What fails again meanwhile is a dead letter anew and stays one.
        return await GrainFactory.WebhookDeadLetters(Id).RemoveBeforeAsync([.. letters.Select(letter => letter.EventId)], now, CancellationToken.None);
    }

    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        await _outbox.CommitAsync(new WebhookState(), []);
        await GrainFactory.WebhookDeadLetters(Id).ForgetAsync(CancellationToken.None);
        DeactivateOnIdle();
    }

    public async Task<bool> CheckpointAsync(Guid pump, CancellationToken cancellationToken)
    {
        if (_pump?.Id != pump)
        {
            return false;
        }

        await _outbox.CommitAsync(State, []);
        return true;
    }

    public async Task DisableAsync(Guid pump, string reason, CancellationToken cancellationToken)
    {
        if (_pump?.Id != pump)
        {
            return;
        }

        var (next, events) = WebhookStateMapping.Disable(State, Id, reason, Now);
        await _outbox.CommitAsync(next, events);

        // It is this pump that called and ends with the answer.
        _pump = null;
        LogDisabled(Id, reason);
    }

    /// <summary>Stops the pump, writes the next state, and starts a pump for it; or for the former one when it could not be written.</summary>
    private async Task ReplaceAsync(Func<WebhookState, Task<WebhookState>> change)
    {
        var state = await StopAsync();
        try
        {
            await _outbox.CommitAsync(await change(state), []);
        }
        finally
        {
            Start();
        }
    }

    private void Start()
    {
        if (_outbox.State is { Settings.Enabled: true } state)
        {
            _pump = _services.CreatePump(Id, state, _recent);
            _pump.Start();
        }
    }

    private async Task<WebhookState> StopAsync()
    {
        if (_pump is { } pump)
        {
            await pump.DisposeAsync();
        }

        var state = State;
        _pump = null;
        return state;
    }

    private WebhookSnapshot Snapshot() => WebhookStateMapping.ToSnapshot(Id, State, _pump?.IsWithheld ?? false, Now);

    [LoggerMessage(9611, LogLevel.Debug, "Webhook {Webhook} leaves this silo: {Reason}")]
    private partial void LogLeaving(Guid webhook, DeactivationReasonCode reason);

    [LoggerMessage(9612, LogLevel.Warning, "Webhook {Webhook} is disabled: {Reason}")]
    private partial void LogDisabled(Guid webhook, string reason);
}
