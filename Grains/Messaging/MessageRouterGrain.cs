using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nms.Messaging;

/// <summary>Broadcasts and reads messages back. Holds nothing, so calls may overlap and any silo does it.</summary>
[GrainType("nms.message-router"), StatelessWorker, Reentrant]
internal sealed class MessageRouterGrain(IMessageStore store, IIdSource ids) : Grain, IMessageRouterGrain
{
    private const int FanOut = 32;

    public async Task<BroadcastReceipt> BroadcastAsync(MessageDraft message, string? capability, CancellationToken cancellationToken)
    {
        var cause = message.MessageId ?? ids.NewId();
        var targets = (await GrainFactory.Modules().ListAsync(capability, cancellationToken)).Where(module => module.Name != message.Sender);
        var sent = new ConcurrentBag<MessageReceipt>();
        var refused = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await BoundedFanOut.ForEachAsync(targets, FanOut, async module =>
        {
            try
            {
                var copy = message with { MessageId = MessageIds.Derive(cause, module.Name), Broadcast = true };
                sent.Add((await GrainFactory.Inbox(module.Name).SendAsync([copy], cancellationToken))[0]);
            }
            catch (Exception failure) when (failure is NotFoundException or ThrottledException)
            {
                // Just unregistered, or full: the others get theirs.
                refused[module.Name] = failure.Message;
            }
        });
        return new BroadcastReceipt([.. sent.OrderBy(receipt => receipt.Inbox, StringComparer.Ordinal)], refused.ToImmutableDictionary());
    }

    public async Task<HubMessage?> FindAsync(Guid messageId, CancellationToken cancellationToken) =>
        await store.FindAsync(messageId, cancellationToken) is { } message
            ? message.IsFinished ? message : await GrainFactory.Inbox(message.Inbox).WaitAsync(messageId, TimeSpan.Zero, cancellationToken)
            : null;

    public async Task<MessageListing> QueryAsync(MessageQuery query, long before, int limit, CancellationToken cancellationToken)
    {
        var stored = await store.QueryAsync(
            query with { Statuses = [.. query.Statuses.Select(status => status == MessageStatus.Processing ? MessageStatus.Pending : status).Distinct()] }, before, limit, cancellationToken);
        var readings = new ConcurrentDictionary<Guid, OpenMessageReading>();
        await BoundedFanOut.ForEachAsync(stored.Where(message => !message.IsFinished).GroupBy(message => message.Inbox, message => message.MessageId), FanOut, async open =>
        {
            foreach (var reading in await GrainFactory.Inbox(open.Key).ShowAsync([.. open], cancellationToken))
            {
                readings[reading.MessageId] = reading;
            }
        });
        var messages = stored.Select(message => readings.TryGetValue(message.MessageId, out var reading) ? reading.Apply(message) : message);
        return new MessageListing(
            [.. messages.Where(message => query.Statuses is [] || query.Statuses.Contains(message.Status))], stored.Length == limit ? stored[^1].Sequence : null);
    }

    public Task<ImmutableArray<InboxCounters>> GetCountersAsync(CancellationToken cancellationToken) => store.ReadCountersAsync(cancellationToken);
}
