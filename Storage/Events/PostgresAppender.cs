using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nms.Events;
using Npgsql;
using NpgsqlTypes;

namespace Nms.Storage;

/// <summary>Appends events in groups, and signals each call's when they are durable.</summary>
internal sealed class PostgresAppender : IAsyncDisposable
{
    private const int MaximumGroup = 512;

    private readonly PostgresDatabase _database;
    private readonly IEventSignal _signal;
    private readonly TimeProvider _time;
    private readonly StorageMeters? _meters;
    private readonly GroupCommit<EventEnvelope, long> _groups;

    public PostgresAppender(PostgresDatabase database, IEventSignal signal, ILogger<PostgresAppender> logger, TimeProvider? time = null, StorageMeters? meters = null)
    {
        _time = time ?? TimeProvider.System;
        _meters = meters;
        _database = database;
        _signal = signal;
        _groups = new GroupCommit<EventEnvelope, long>(MaximumGroup, CommitAsync, _time, logger);
        meters?.Watch("postgresql.append", _groups.ReadQueue);
    }

    public Task<ImmutableArray<long>> AppendAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken) =>
        _groups.AppendAsync(events, cancellationToken);

    public ValueTask DisposeAsync() => _groups.DisposeAsync();

    private async Task<ImmutableArray<ImmutableArray<long>>> CommitAsync(ImmutableArray<ImmutableArray<EventEnvelope>> group)
    {
        var count = group.Sum(events => events.Length);
        var batch = new Batch(count);
        foreach (var events in group)
        {
            batch.Add(events);
        }

        var began = _time.GetTimestamp();
        var sequences = await _database.UseAsync(batch.AppendAsync).ConfigureAwait(false);
        _meters?.Committed(count, _time.GetElapsedTime(began));
        return ImmutableArray.CreateRange(group, events =>
        {
            var mine = ImmutableArray.CreateRange(events, e => sequences[batch.PlaceOf(e.EventId)]);
            _signal.NotifyAll(events, mine);
            return mine;
        });
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
