using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Nms.Events;
using Nms.Status;
using Npgsql;
using NpgsqlTypes;

namespace Nms.Storage;

/// <summary>
/// Collects what this silo appends while the last transaction commits, and appends it in one. Silos take turns at the head
/// row, so one transaction at a time is all that a silo can use.
/// </summary>
internal sealed partial class PostgresAppender : IAsyncDisposable
{
    private const int MaximumQueue = 4096;
    private const int MaximumGroup = 512;

    private readonly PostgresDatabase _database;
    private readonly IEventSignal _signal;
    private readonly ILogger<PostgresAppender> _logger;
    private readonly TimeProvider _time;
    private readonly StorageMeters? _meters;
    private readonly Channel<Request> _queue = Channel.CreateBounded<Request>(new BoundedChannelOptions(MaximumQueue) { SingleReader = true });
    private readonly Task _running;

    public PostgresAppender(PostgresDatabase database, IEventSignal signal, ILogger<PostgresAppender> logger, TimeProvider? time = null, StorageMeters? meters = null)
    {
        _time = time ?? TimeProvider.System;
        _meters = meters;
        _database = database;
        _signal = signal;
        _logger = logger;
        _running = Task.Run(RunAsync);
        meters?.Watch("postgresql.append", ReadQueue);
    }

    public async Task<ImmutableArray<long>> AppendAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken)
    {
        var request = new Request(events, _time.GetTimestamp());
        try
        {
            await _queue.Writer.WriteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new StorageException("storage_unavailable", "The storage is closed: the program is stopping.");
        }

        return await request.Completion.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var group = new List<Request>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            group.Clear();
            var count = 0;
            while (count < MaximumGroup && _queue.Reader.TryRead(out var request))
            {
                group.Add(request);
                count += request.Events.Length;
            }

            await AppendGroupAsync(group, count).ConfigureAwait(false);
        }
    }

    private async Task AppendGroupAsync(List<Request> group, int count)
    {
        try
        {
            var batch = new Batch(count);
            foreach (var request in group)
            {
                batch.Add(request.Events);
            }

            var began = _time.GetTimestamp();
            var sequences = await _database.UseAsync(batch.AppendAsync).ConfigureAwait(false);
            _meters?.Committed(count, _time.GetElapsedTime(began));
            foreach (var request in group)
            {
                request.Complete(batch, sequences, _signal);
            }
        }
        catch (Exception e) when (group.Count > 1 && e is not StorageException { IsTransient: true })
        {
            // One event that cannot be written must not fail the others.
            LogGroupRefused(e, group.Count);
            foreach (var request in group)
            {
                await AppendGroupAsync([request], request.Events.Length).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            foreach (var request in group)
            {
                request.Completion.TrySetException(e);
            }
        }
    }

    private QueueReading ReadQueue() =>
        new(_queue.Reader.Count, _queue.Reader.TryPeek(out var oldest) ? _time.GetElapsedTime(oldest.QueuedAt) : TimeSpan.Zero);

    [LoggerMessage(9105, LogLevel.Warning, "A group of {Count} appends was refused; each is tried alone")]
    private partial void LogGroupRefused(Exception error, int count);

    private sealed class Request(ImmutableArray<EventEnvelope> events, long queuedAt)
    {
        public long QueuedAt => queuedAt;

        public ImmutableArray<EventEnvelope> Events => events;

        public TaskCompletionSource<ImmutableArray<long>> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Complete(Batch batch, long[] sequences, IEventSignal signal)
        {
            var mine = ImmutableArray.CreateBuilder<long>(events.Length);
            foreach (var e in events)
            {
                mine.Add(sequences[batch.PlaceOf(e.EventId)]);
            }

            var result = mine.MoveToImmutable();
            signal.NotifyAll(events, result);
            Completion.TrySetResult(result);
        }
    }

    /// <summary>The events of one transaction as columns; an id that occurs twice is one row.</summary>
    private sealed class Batch(int capacity)
    {
        private readonly Dictionary<Guid, int> _places = new(capacity);
        private readonly List<Guid> _ids = new(capacity);
        private readonly List<short> _priorities = new(capacity);
        private readonly List<string> _types = new(capacity);
        private readonly List<Guid> _projects = new(capacity);
        private readonly List<Guid?> _nodes = new(capacity);
        private readonly List<DateTime> _times = new(capacity);
        private readonly List<string> _sources = new(capacity);
        private readonly List<string?> _correlations = new(capacity);
        private readonly List<string> _data = new(capacity);
        private readonly List<string?> _traces = new(capacity);

        public void Add(ImmutableArray<EventEnvelope> events)
        {
            foreach (var e in events)
            {
                if (!_places.TryAdd(e.EventId, _ids.Count))
                {
                    continue;
                }

                _ids.Add(e.EventId);
                _priorities.Add((short)e.Priority);
                _types.Add(e.Type);
                _projects.Add(e.ProjectId);
                _nodes.Add(e.NodeId);
                _times.Add(e.OccurredAt.UtcDateTime);
                _sources.Add(e.Source);
                _correlations.Add(e.CorrelationId);
                _data.Add(e.DataJson);
                _traces.Add(e.TraceParent);
            }
        }

        public int PlaceOf(Guid eventId) => _places[eventId];

        public async Task<long[]> AppendAsync(NpgsqlDataSource source)
        {
            await using var command = source.CreateCommand("SELECT nms_append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
            Bind(command, _ids, NpgsqlDbType.Uuid);
            Bind(command, _priorities, NpgsqlDbType.Smallint);
            Bind(command, _types, NpgsqlDbType.Text);
            Bind(command, _projects, NpgsqlDbType.Uuid);
            Bind(command, _nodes, NpgsqlDbType.Uuid);
            Bind(command, _times, NpgsqlDbType.TimestampTz);
            Bind(command, _sources, NpgsqlDbType.Text);
            Bind(command, _correlations, NpgsqlDbType.Text);
            Bind(command, _data, NpgsqlDbType.Text);
            Bind(command, _traces, NpgsqlDbType.Text);
            return (long[])(await command.ExecuteScalarAsync().ConfigureAwait(false))!;
        }

        private static void Bind<T>(NpgsqlCommand command, List<T> values, NpgsqlDbType type) =>
            command.Parameters.Add(new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}
