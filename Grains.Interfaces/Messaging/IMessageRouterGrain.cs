using System.Collections.Immutable;

namespace Nms.Messaging;

/// <summary>What concerns several inboxes: broadcasts, and reading messages back. Stateless, on every silo.</summary>
[Alias("Nms.Messaging.IMessageRouterGrain")]
public interface IMessageRouterGrain : IGrainWithIntegerKey
{
    /// <summary>Sends one message to each registered module except the sender, or to those with a capability. Ids follow from that of the draft: repeating it repeats nothing.</summary>
    [Alias("BroadcastAsync")]
    Task<BroadcastReceipt> BroadcastAsync(MessageDraft message, string? capability, CancellationToken cancellationToken = default);

    /// <summary>Shows a message, or null.</summary>
    [Alias("FindAsync")]
    Task<HubMessage?> FindAsync(Guid messageId, CancellationToken cancellationToken = default);

    /// <summary>Lists messages below a sequence, the newest first.</summary>
    [Alias("QueryAsync")]
    Task<MessageListing> QueryAsync(MessageQuery query, long before, int limit, CancellationToken cancellationToken = default);

    /// <summary>Reads the counters of every inbox.</summary>
    [Alias("GetCountersAsync")]
    Task<ImmutableArray<InboxCounters>> GetCountersAsync(CancellationToken cancellationToken = default);
}
