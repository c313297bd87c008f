using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nms.Events;
using Nms.Messaging;

namespace Nms.Modules;

/// <summary>
/// Reads the log for one module, each priority by itself, off the grain scheduler, and puts what the module subscribed to into its inbox. A
/// full inbox holds the reader up and loses nothing, as the log holds the rest.
/// </summary>
internal sealed partial class ModuleFollower : IAsyncDisposable
{
    private const int BatchSize = 256;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(5);

    private readonly string _name;
    private readonly IEventLog _log;
    private readonly IEventSignal _signal;
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _time;
    private readonly ILogger<ModuleFollower> _logger;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _running;

    public ModuleFollower(
        string name, ImmutableDictionary<EventPriority, long> places, IEventLog log, IEventSignal signal, IGrainFactory grains, TimeProvider time, ILogger<ModuleFollower> logger)
    {
        (_name, _log, _signal, _grains, _time, _logger) = (name, log, signal, grains, time, logger);
        _running = Task.Run(() => Task.WhenAll(places.Select(place => RunAsync(place.Key, place.Value, _stopped.Token))), CancellationToken.None);
    }

    /// <summary>The name under which the log keeps the module's place.</summary>
    public static string Consumer(string name, EventPriority priority) => $"module:{name}:{EventMeters.PriorityText(priority)}";

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopped.Dispose();
    }

    private async Task RunAsync(EventPriority priority, long place, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var (events, _) = await _log.ReadAsync(priority, place, BatchSize, cancellationToken);
                if (events is [])
                {
                    await _signal.WaitAsync(priority, place, s_look, cancellationToken);
                    continue;
                }

                await TellAsync(events, cancellationToken);

                // Written last: a crash before it tells the same events again, under the same ids.
                await _log.SetCheckpointAsync(Consumer(_name, priority), events[^1].Sequence, cancellationToken);
                place = events[^1].Sequence;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotTold(failure, _name, priority);
                await Task.Delay(s_pause, _time, cancellationToken);
            }
        }
    }

    private async Task TellAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken)
    {
        if (await _grains.Module(_name).FindAsync(cancellationToken) is not { Registration: var module } || !ModuleFeedLogic.Follows(module))
        {
            return;
        }

        ImmutableArray<MessageDraft> messages = [.. events.Where(e => ModuleFeedLogic.Wants(module, e)).Select(e => ModuleFeedLogic.ToMessage(e, _name))];
        if (messages is not [])
        {
            await _grains.Inbox(_name).SendAsync(messages, cancellationToken);
        }
    }

    [LoggerMessage(6120, LogLevel.Warning, "Events of priority {Priority} could not be put into the inbox of {Module}; trying again")]
    private partial void LogNotTold(Exception failure, string module, EventPriority priority);
}
