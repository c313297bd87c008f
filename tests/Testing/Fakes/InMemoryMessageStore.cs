using System.Collections.Immutable;
using System.Text;
using Nms.Events;
using Nms.Messaging;

namespace Nms.Testing.Fakes;

/// <summary>A message store that lives as long as the test and keeps what the databases keep.</summary>
public sealed class InMemoryMessageStore : IMessageStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Inbox> _inboxes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, HubMessage> _messages = [];
    private readonly Dictionary<Guid, long> _ids = [];
    private long _head;

    /// <summary>While set, every write fails.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Everything there is, oldest first.</summary>
    public ImmutableArray<HubMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages.Values];
            }
        }
    }

    /// <inheritdoc />
    public Task<InboxOpening?> OpenAsync(string inbox, bool create, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (!_inboxes.TryGetValue(inbox, out var known))
            {
                if (!create)
                {
                    return Task.FromResult<InboxOpening?>(null);
                }

                _inboxes[inbox] = known = new Inbox(inbox);
            }

            known.Epoch++;
            return Task.FromResult<InboxOpening?>(new InboxOpening(known.Epoch, known.Registered,
            [
                .. _messages.Values.Where(message => message.Inbox == inbox && !message.IsFinished).Select(message => new OpenMessage(
                    message.Sequence, message.MessageId, message.Priority, message.CreatedAt, message.ExpiresAt, message.Attempts, message.DueAt,
                    Encoding.UTF8.GetByteCount(message.DataJson))),
            ]));
        }
    }

    /// <inheritdoc />
    public Task<ImmutableArray<long>> CommitAsync(InboxChange change, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (IsBroken)
            {
                return Task.FromException<ImmutableArray<long>>(new StorageException("storage_unavailable", "The store is broken.") { IsTransient = true });
            }

            if (!_inboxes.TryGetValue(change.Inbox, out var inbox) || inbox.Epoch != change.Epoch)
            {
                return Task.FromException<ImmutableArray<long>>(InboxCodes.HasMoved(change.Inbox));
            }

            var sequences = ImmutableArray.CreateRange(change.Inserts, message =>
            {
                if (!_ids.TryAdd(message.MessageId, _head + 1))
                {
                    return 0;
                }

                _messages.Add(++_head, message with { Sequence = _head });
                inbox.Total++;
                return _head;
            });
            foreach (var outcome in change.Outcomes)
            {
                Apply(inbox, outcome);
            }

            foreach (var sequence in change.Deletes)
            {
                if (_messages.TryGetValue(sequence, out var dead) && dead.Inbox == change.Inbox && dead.Status > MessageStatus.Completed)
                {
                    Remove(dead);
                }
            }

            inbox.Registered = change.Registered ?? inbox.Registered;
            inbox.Peak = Math.Max(inbox.Peak, inbox.Total - inbox.Completed - inbox.Failed);
            return Task.FromResult(sequences);
        }
    }

    /// <inheritdoc />
    public Task<ImmutableArray<HubMessage>> ReadAsync(ImmutableArray<long> sequences, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<HubMessage>>([.. sequences.Select(sequence => _messages.GetValueOrDefault(sequence)).OfType<HubMessage>()]);
        }
    }

    /// <inheritdoc />
    public Task<HubMessage?> FindAsync(Guid messageId, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult(_ids.TryGetValue(messageId, out var sequence) ? _messages.GetValueOrDefault(sequence) : null);
        }
    }

    /// <inheritdoc />
    public Task<ImmutableArray<HubMessage>> QueryAsync(MessageQuery query, long before, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<HubMessage>>(
            [
                .. _messages.Values.Reverse()
                    .Where(message => message.Sequence < before)
                    .Where(message => query.Module is null || message.Inbox == query.Module || message.Sender == query.Module)
                    .Where(message => query.Inbox is null || message.Inbox == query.Inbox)
                    .Where(message => query.Type == MessageType.Unknown || message.Type == query.Type)
                    .Where(message => query.Statuses is [] || query.Statuses.Contains(message.Status))
                    .Where(message => query.Visible is not { } visible || visible.Contains(message.Inbox) || visible.Contains(message.Sender))
                    .Take(limit),
            ]);
        }
    }

    /// <inheritdoc />
    public Task<ImmutableArray<InboxCounters>> ReadCountersAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<InboxCounters>>(
            [
                .. _inboxes.Values.OrderBy(inbox => inbox.Name, StringComparer.Ordinal).Select(inbox => new InboxCounters
                {
                    Inbox = inbox.Name,
                    Total = inbox.Total,
                    Completed = inbox.Completed,
                    Failed = inbox.Failed,
                    Peak = inbox.Peak,
                    Processing = inbox.Processing,
                    Latency = inbox.Latency,
                }),
            ]);
        }
    }

    /// <inheritdoc />
    public Task<long> PurgeAsync(DateTimeOffset before, long keep, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var bound = _messages.Keys.DefaultIfEmpty().Max() - keep;
            var old = _messages.Values.TakeWhile(message => message.CreatedAt < before || message.Sequence <= bound).Where(message => message.IsFinished).ToList();
            old.ForEach(Remove);
            return Task.FromResult((long)old.Count);
        }
    }

    private void Remove(HubMessage message)
    {
        _messages.Remove(message.Sequence);
        _ids.Remove(message.MessageId);
    }

    private void Apply(Inbox inbox, MessageOutcome outcome)
    {
        if (!_messages.TryGetValue(outcome.Sequence, out var message) || message.Inbox != inbox.Name || message.IsFinished != outcome.ReplayedUntil is not null)
        {
            return;
        }

        _messages[outcome.Sequence] = message with
        {
            Status = outcome.Status,
            Attempts = outcome.Attempts,
            DueAt = outcome.DueAt,
            Error = outcome.Error,
            ResponseJson = outcome.ResponseJson,
            FinishedAt = outcome.FinishedAt,
            ExpiresAt = outcome.ReplayedUntil ?? message.ExpiresAt,
        };
        inbox.Failed += (outcome.Status > MessageStatus.Completed ? 1 : 0) - (outcome.ReplayedUntil is null ? 0 : 1);
        if (outcome.Status == MessageStatus.Completed)
        {
            inbox.Completed++;
            inbox.Processing += outcome.Processing;
            var latency = inbox.Latency.GetValueOrDefault(outcome.Priority) ?? new QueueLatency(0, TimeSpan.Zero);
            inbox.Latency = inbox.Latency.SetItem(outcome.Priority, new QueueLatency(latency.Count + 1, latency.Total + outcome.Queued));
        }
    }

    private sealed class Inbox(string name)
    {
        public string Name { get; } = name;

        public long Epoch { get; set; }

        public bool Registered { get; set; }

        public long Total { get; set; }

        public long Completed { get; set; }

        public long Failed { get; set; }

        public long Peak { get; set; }

        public TimeSpan Processing { get; set; }

        public ImmutableDictionary<EventPriority, QueueLatency> Latency { get; set; } = ImmutableDictionary<EventPriority, QueueLatency>.Empty;
    }
}
