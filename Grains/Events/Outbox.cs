using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Nms.Events;

/// <summary>
/// State and the events it caused in one write; then the log; then the trimmed state. A crash between the steps repeats
/// a step: the log takes an event id once. Events of one grain reach the log in the order they were decided.
/// </summary>
internal sealed partial class Outbox<TState>(
    IGrainBase owner, IPersistentState<TState> storage, EventPublisher publisher, ILogger logger)
    where TState : class, IOutboxState<TState>, new()
{
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);

    private IGrainTimer? _retry;
    private IDisposable? _watch;

    /// <summary>The state as last written.</summary>
    public TState State => storage.State;

    /// <summary>Writes the next state with the events it causes, then sends the events on.</summary>
    /// <remarks>
    /// Throws when the state could not be written: then nothing happened. Once it is written the events are safe, so that
    /// trouble with the log is no failure of this call: a timer goes on trying.
    /// </remarks>
    public async Task CommitAsync(TState next, ImmutableArray<EventDraft> drafts)
    {
        await WriteAsync(next.WithOutbox([.. storage.State.Outbox, .. publisher.Stamp(drafts)]));
        await FlushAsync(CancellationToken.None);
    }

    /// <summary>Appends what is owed to the log, and forgets it.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var owed = storage.State.Outbox;
        try
        {
            if (owed is not [])
            {
                await publisher.AppendAsync(owed, cancellationToken);
                await WriteAsync(storage.State.WithOutbox([]));
            }
        }
        catch (InconsistentStateException)
        {
            // Another activation has the state, and what is owed.
            Unwatch();
            throw;
        }
        catch (Exception failure)
        {
            _watch ??= publisher.Watch(() => storage.State.Outbox);
            LogOwed(failure, owed.Length, owner.GrainContext.GrainId);
            _retry ??= owner.RegisterGrainTimer(
                FlushAsync,
                new GrainTimerCreationOptions(RetryPeriod, RetryPeriod) { KeepAlive = true });
            return;
        }

        _retry?.Dispose();
        _retry = null;
        Unwatch();
    }

    private void Unwatch()
    {
        _watch?.Dispose();
        _watch = null;
    }

    private async Task WriteAsync(TState next)
    {
        var before = storage.State;
        storage.State = next;
        try
        {
            if (next.IsEmpty && next.Outbox is [])
            {
                await storage.ClearStateAsync();
            }
            else
            {
                await storage.WriteStateAsync();
            }
        }
        catch
        {
            storage.State = before;
            throw;
        }
    }

    [LoggerMessage(7001, LogLevel.Warning, "{Count} events of {Grain} are kept and not yet in the log; trying again")]
    private partial void LogOwed(Exception failure, int count, GrainId grain);
}
