using System.Collections.Immutable;
using Orleans.Streams;

namespace Nms.Events.Streams;

/// <summary>
/// Reads the log of one priority from its checkpoint on. The checkpoint follows what every subscriber has had, so a silo
/// that dies, or two that own the queue for a moment, repeat events and lose none.
/// </summary>
internal sealed class EventQueueReceiver(EventPriority priority, IEventLog log, IEventSignal signal, TimeProvider time)
    : IQueueAdapterReceiver
{
    /// <summary>Events in one call to a subscriber: a slow one must get through a run within the response timeout.</summary>
    private const int LongestRun = 32;

    /// <summary>
    /// How long a read waits for news. The agent reports deliveries only before the next read, so the checkpoint is as late
    /// as this; longer costs more repeated events after a crash, shorter costs idle reads.
    /// </summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Under load a checkpoint for every read would be a write for every few events.</summary>
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(1);

    private readonly string _consumer = ConsumerOf(priority);
    private readonly string _namespace = StreamNames.Events(priority);
    private long? _read;
    private long _delivered;
    private long _saved;
    private long _savedAt;

    /// <summary>The checkpoint's name in the log.</summary>
    public static string ConsumerOf(EventPriority priority) => StreamNames.Events(priority).Replace(StreamNames.EventsPrefix, "stream.", StringComparison.Ordinal);

    // The log may be out of reach when a silo starts; the first read that succeeds finds the checkpoint.
    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => GetQueueMessagesAsync(maxCount, CancellationToken.None);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(maxCount, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The agent stops; to it this is an empty queue, and anything thrown a failure worth a stack trace in the log.
            return [];
        }
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => MessagesDeliveredAsync(messages, CancellationToken.None);

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages, CancellationToken cancellationToken)
    {
        _delivered = messages.Cast<EventRun>().Max(run => run.Last);
        return SaveCheckpointAsync(CheckpointInterval, cancellationToken);
    }

    public Task Shutdown(TimeSpan timeout) => Shutdown(timeout, CancellationToken.None);

    public Task Shutdown(TimeSpan timeout, CancellationToken cancellationToken) => SaveCheckpointAsync(TimeSpan.Zero, cancellationToken);

    private async Task<IList<IBatchContainer>> ReadAsync(int maxCount, CancellationToken cancellationToken)
    {
        var after = _read ?? await StartAsync(cancellationToken);
        var (events, purged) = await log.ReadAsync(priority, after, maxCount, cancellationToken);
        if (events.IsEmpty)
        {
            await SaveCheckpointAsync(CheckpointInterval, cancellationToken);

            // What was deleted before it was read would end every wait for it at once.
            var known = Math.Max(after, purged.Through);
            await signal.WaitAsync(priority, known, LongestWait, cancellationToken);
            (events, _) = await log.ReadAsync(priority, after, maxCount, cancellationToken);
            _read = known;
        }

        if (!events.IsEmpty)
        {
            _read = events[^1].Sequence;
        }

        return Runs(events);
    }

    private async Task<long> StartAsync(CancellationToken cancellationToken)
    {
        var checkpoint = await log.GetCheckpointAsync(_consumer, cancellationToken);
        _read = _delivered = _saved = checkpoint;
        return checkpoint;
    }

    private async Task SaveCheckpointAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        if (_delivered <= _saved || (_savedAt != 0 && time.GetElapsedTime(_savedAt) < interval))
        {
            return;
        }

        var delivered = _delivered;
        await log.SetCheckpointAsync(_consumer, delivered, cancellationToken);
        (_saved, _savedAt) = (delivered, time.GetTimestamp());
    }

    /// <summary>
    /// Cuts a read into runs of one stream without changing the order, so that a run that was delivered means everything
    /// before it was too.
    /// </summary>
    private List<IBatchContainer> Runs(ImmutableArray<EventEnvelope> events)
    {
        var runs = new List<IBatchContainer>();
        for (int start = 0, end; start < events.Length; start = end)
        {
            var project = events[start].ProjectId;
            for (end = start + 1; end < events.Length && end - start < LongestRun && events[end].ProjectId == project; end++)
            {
            }

            runs.Add(new EventRun(StreamId.Create(_namespace, project), events[start..end]));
        }

        return runs;
    }
}
