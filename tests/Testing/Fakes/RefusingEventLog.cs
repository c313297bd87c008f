using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Testing.Fakes;

/// <summary>An event log that takes nothing until it is given one that does.</summary>
public sealed class RefusingEventLog : IEventLog
{
    private volatile IEventLog? _inner;

    private IEventLog Inner => _inner ?? throw new IOException("The log takes nothing.");

    /// <summary>Takes everything from now on, into <paramref name="log"/>.</summary>
    public void Accept(IEventLog log) => _inner = log;

    /// <inheritdoc />
    public async Task<ImmutableArray<long>> AppendAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken = default) =>
        await Inner.AppendAsync(events, cancellationToken);

    /// <inheritdoc />
    public async Task<ImmutableArray<EventEnvelope>> ReadAsync(long after, int limit, CancellationToken cancellationToken = default) =>
        await Inner.ReadAsync(after, limit, cancellationToken);

    /// <inheritdoc />
    public async Task<EventSlice> ReadAsync(EventPriority priority, long after, int limit, CancellationToken cancellationToken = default) =>
        await Inner.ReadAsync(priority, after, limit, cancellationToken);

    /// <inheritdoc />
    public async Task<EventPage> QueryAsync(EventCursor after, int limit, EventQuery query, CancellationToken cancellationToken = default) =>
        await Inner.QueryAsync(after, limit, query, cancellationToken);

    /// <inheritdoc />
    public async Task<EventLogBounds> GetBoundsAsync(CancellationToken cancellationToken = default) => await Inner.GetBoundsAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<long> PurgeAsync(EventPriority priority, DateTimeOffset before, long keep, CancellationToken cancellationToken = default) =>
        await Inner.PurgeAsync(priority, before, keep, cancellationToken);

    /// <inheritdoc />
    public async Task<long> GetCheckpointAsync(string consumer, CancellationToken cancellationToken = default) =>
        await Inner.GetCheckpointAsync(consumer, cancellationToken);

    /// <inheritdoc />
    public async Task SetCheckpointAsync(string consumer, long sequence, CancellationToken cancellationToken = default) =>
        await Inner.SetCheckpointAsync(consumer, sequence, cancellationToken);
}
