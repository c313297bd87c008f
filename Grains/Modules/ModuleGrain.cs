using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Events;
using Nms.Webhooks;

namespace Nms.Modules;

/// <summary>One module: what it said of itself, and whether it is heard of.</summary>
[GrainType("nms.module")]
internal sealed class ModuleGrain : Grain, IModuleGrain
{
    private static readonly TimeSpan s_writeEvery = TimeSpan.FromMinutes(1);

    private readonly Outbox<ModuleState> _outbox;
    private readonly ModuleProber _prober;
    private readonly WebhookSecrets _secrets;
    private readonly ModuleOptions _options;
    private readonly TimeProvider _time;
    private DateTimeOffset _listeningSince;
    private DateTimeOffset _heardAt;
    private Task<string?>? _probing;

    public ModuleGrain(
        [PersistentState("module", "Default")] IPersistentState<ModuleState> storage,
        EventPublisher publisher,
        ModuleProber prober,
        WebhookSecrets secrets,
        IOptions<ModuleOptions> options,
        TimeProvider time,
        ILogger<ModuleGrain> logger)
    {
        _outbox = new Outbox<ModuleState>(this, storage, publisher, logger);
        (_prober, _secrets, _options, _time) = (prober, secrets, options.Value, time);
    }

    private ModuleSnapshot? Module => _outbox.State.Module is { } module ? module with { LastHeartbeat = Later(module.LastHeartbeat, _heardAt) } : null;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _listeningSince = _time.GetUtcNow();
        return _outbox.FlushAsync(cancellationToken);
    }

    public ValueTask<ModuleSnapshot?> FindAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Module);

    public async Task<ModuleSnapshot> BeatAsync(ModuleSight? sight, CancellationToken cancellationToken)
    {
        _ = Module ?? throw NotFound();
        _heardAt = _time.GetUtcNow();
        var sees = sight is null || sight.IsSame(_outbox.State.Module!.Registration.Sight) ? null : sight;
        var module = sees is null ? Module! : Module! with { Registration = Module!.Registration with { Sight = sees } };
        await JudgeAsync(module, write: sees is not null);
        return Module!;
    }

    public async Task<RegistrationResult> RegisterAsync(ModuleRegistration registration, CancellationToken cancellationToken)
    {
        var known = Module;
        if (ModuleLogic.Refusal(known, registration) is { } refusal)
        {
            throw refusal;
        }

        if (registration.NewSecret is { } secret)
        {
            var kept = known?.Registration.WebhookSecret;
            registration = registration with { WebhookSecret = _secrets.IsSame(kept, secret) ? kept : _secrets.Protect(WebhookSecret.Parse(secret)) };
        }

        _heardAt = _time.GetUtcNow();
        var (next, changed, events) = ModuleLogic.Register(known, registration, _heardAt);
        await _outbox.CommitAsync(_outbox.State with { Module = next }, events);
        return new RegistrationResult(next, IsNew: known is null, changed);
    }

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        if (Module is { } module)
        {
            await _outbox.CommitAsync(new ModuleState(), [ModuleEvents.Unregistered(module.Registration)]);
            _heardAt = default;
            _probing = null;
        }
    }

    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        if (Module is not { } module)
        {
            return;
        }

        // An inbox that nobody calls would be put away, and what is overdue in it with it.
        await GrainFactory.Inbox(module.Name).GetAsync(cancellationToken);
        if (ModuleFeedLogic.Follows(module.Registration))
        {
            // Not waited for: it asks this grain in turn, and what it cannot do now it does with the next look.
            GrainFactory.ModuleFeed(module.Name).FollowAsync(fromNow: false, CancellationToken.None).Ignore();
        }

        if (ModulePushLogic.Pushes(module.Registration))
        {
            GrainFactory.ModulePush(module.Name).EnsureRunningAsync(CancellationToken.None).Ignore();
        }

        if (_probing is { IsCompleted: true } done)
        {
            _probing = null;
            module = ModuleLogic.Probed(module, await done, _time.GetUtcNow());
            _heardAt = Later(_heardAt, module.LastHeartbeat);
            await JudgeAsync(module, write: true);
        }
        else
        {
            await JudgeAsync(module, write: false);
        }

        // Asked beside the grain, so that a slow answer keeps no heartbeat waiting; the next look finds it.
        if (_probing is null && module.Registration.HealthUrl is { } address && !(_time.GetUtcNow() - module.Probe?.At < _options.ProbeEvery))
        {
            _probing = _prober.AskAsync(new Uri(address));
        }
    }

    /// <summary>Writes the module when its health or anything else is new, and its heartbeat now and then.</summary>
    private async Task JudgeAsync(ModuleSnapshot module, bool write)
    {
        var (next, events) = ModuleLogic.Judge(module, _listeningSince, _time.GetUtcNow(), _options.HealthyFor, _options.ProbeFailures);
        if (write || events is not [] || next.LastHeartbeat - _outbox.State.Module!.LastHeartbeat >= s_writeEvery)
        {
            await _outbox.CommitAsync(_outbox.State with { Module = next }, events);
        }
    }

    private NotFoundException NotFound() => new("module_not_found", $"No module {this.GetPrimaryKeyString()} is registered.");

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
