using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Nms.Events;
using Nms.Workflows.Definitions;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Triggers;

/// <summary>
/// Follows the log and the clock, off the grain scheduler, and starts runs. A start carries an idempotency key that follows from the event or the
/// instant, so that a crash before the place in the log is written starts nothing twice.
/// </summary>
internal sealed partial class TriggerPump : IAsyncDisposable
{
    private const int BatchSize = 256;

    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(5);

    private readonly TriggerServices _services;
    private readonly ILogger<TriggerPump> _logger;
    private readonly ScheduleClock _clock;
    private readonly TriggerDebounce _debounce = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _running;

    public TriggerPump(TriggerServices services)
    {
        (_services, _logger) = (services, services.Logger);
        _clock = new ScheduleClock(services);
        _running = Task.Run(
            () => Task.WhenAll([
                RepeatAsync(() => _clock.TickAsync(ArmedAsync, StartAsync, _stopped.Token), s_tick),
                RepeatAsync(ReleaseAsync, s_tick),
                .. Enumerable.Range((int)EventPriority.Low, EventPriority.Critical - EventPriority.Low + 1).Select(priority => FollowAsync((EventPriority)priority)),
            ]),
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopped.Dispose();
    }

    private async Task RepeatAsync(Func<Task> act, TimeSpan pause)
    {
        while (true)
        {
            try
            {
                await act();
            }
            catch (Exception failure) when (!_stopped.IsCancellationRequested)
            {
                LogFailed(failure);
            }

            await Task.Delay(pause, _services.Time, _stopped.Token);
        }
    }

    private async Task FollowAsync(EventPriority priority)
    {
        var consumer = $"workflows:{EventMeters.PriorityText(priority)}";
        long? place = null;
        await RepeatAsync(
            async () =>
            {
                place ??= await PlaceAsync(consumer);
                while (true)
                {
                    var (events, _) = await _services.Log.ReadAsync(priority, place.Value, BatchSize, _stopped.Token);
                    if (events is [])
                    {
                        await _services.Signal.WaitAsync(priority, place.Value, s_look, _stopped.Token);
                        continue;
                    }

                    await TakeAsync(events);

                    // What is held back is read again after a crash.
                    await _services.Log.SetCheckpointAsync(consumer, Math.Min(events[^1].Sequence, _debounce.FirstOf(priority) - 1), _stopped.Token);
                    place = events[^1].Sequence;
                }
            },
            s_tick);
    }

    /// <summary>What happened before anybody followed is nobody's trigger.</summary>
    private async Task<long> PlaceAsync(string consumer)
    {
        var place = await _services.Log.GetCheckpointAsync(consumer, _stopped.Token);
        if (place == 0)
        {
            place = (await _services.Log.GetBoundsAsync(_stopped.Token)).Head;
            await _services.Log.SetCheckpointAsync(consumer, place, _stopped.Token);
        }

        return place;
    }

    private async Task TakeAsync(ImmutableArray<EventEnvelope> events)
    {
        var armed = (await ArmedAsync()).Where(one => one.Trigger is EventTrigger or AlertTrigger).ToList();
        foreach (var one in armed)
        {
            Predicate<EventEnvelope>? sight = null;
            foreach (var e in events.Where(e => e.OccurredAt > one.Version.SavedAt))
            {
                var described = TriggerLogic.Describe(e);
                if (!Wants(one, e, described))
                {
                    continue;
                }

                sight ??= await _services.Audience.FindAsync(one.Version.SavedBy, _stopped.Token) ?? (_ => false);
                if (!sight(e))
                {
                    continue;
                }

                if (one.Trigger is EventTrigger { Debounce: var quiet } && quiet > TimeSpan.Zero)
                {
                    _debounce.Hold(one, e, _services.Time.GetUtcNow() + quiet);
                }
                else
                {
                    await StartAsync(one, e);
                }
            }
        }
    }

    private async Task ReleaseAsync()
    {
        foreach (var (one, e) in _debounce.Due(_services.Time.GetUtcNow()))
        {
            await StartAsync(one, e);
            _debounce.Release(one, e);
        }
    }

    private Task StartAsync(ArmedTrigger one, EventEnvelope e)
    {
        var kind = one.Trigger is AlertTrigger ? "alert" : "event";
        return StartAsync(one, kind, $"{kind}:{one.Trigger.Name}:{e.EventId}", TriggerLogic.Describe(e));
    }

    private bool Wants(ArmedTrigger armed, EventEnvelope e, JsonElement described)
    {
        try
        {
            return TriggerLogic.Wants(armed.Version.Name, armed.Trigger, e, described);
        }
        catch (ExpressionException failure)
        {
            LogNotStarted(failure, armed.Version.Name, armed.Trigger.Name);
            return false;
        }
    }

    private async Task<ImmutableArray<ArmedTrigger>> ArmedAsync()
    {
        var armed = ImmutableArray.CreateBuilder<ArmedTrigger>();
        foreach (var version in (await _services.Grains.Workflows().ListAsync(_stopped.Token)).Where(version => !version.BuiltIn))
        {
            try
            {
                armed.AddRange((await _services.Definitions.GetAsync(version.Name, version.Version)).Triggers.Select(trigger => new ArmedTrigger(version, trigger)));
            }
            catch (NmsException failure) when (!failure.IsTransient)
            {
                // Told to the directory and not saved yet, or written for another version of the platform.
                LogNotRead(failure, version.Name, version.Version);
            }
        }

        return armed.DrainToImmutable();
    }

    /// <summary>What is refused for good is logged and passed over; what may work later is tried again with all that came with it.</summary>
    private async Task StartAsync(ArmedTrigger armed, string kind, string key, JsonElement trigger)
    {
        try
        {
            var inputs = armed.Trigger.Inputs.Evaluate(new TriggerScope(trigger, _services.Time.GetUtcNow()));
            await _services.Grains.Workflow(armed.Version.Name).StartAsync(
                new WorkflowStartRequest
                {
                    WorkflowName = armed.Version.Name,
                    Version = armed.Version.Version,
                    InputsJson = inputs.GetRawText(),
                    IdempotencyKey = key,
                    RequestedBy = armed.Version.SavedBy,
                    Trigger = $"{kind}:{armed.Trigger.Name}",
                    TriggerJson = trigger.GetRawText(),
                },
                _stopped.Token);
        }
        catch (Exception failure) when (failure is ExpressionException or NmsException { IsTransient: false })
        {
            LogNotStarted(failure, armed.Version.Name, armed.Trigger.Name);
        }
    }

    [LoggerMessage(5008, LogLevel.Warning, "Triggers could not be looked after; trying again")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(5009, LogLevel.Warning, "Trigger {Trigger} of workflow {Workflow} started nothing")]
    private partial void LogNotStarted(Exception failure, string workflow, string trigger);

    [LoggerMessage(5010, LogLevel.Debug, "Version {Version} of workflow {Workflow} could not be read for its triggers")]
    private partial void LogNotRead(Exception failure, string workflow, int version);
}
