using System.Collections.Immutable;

namespace Nms.Messaging;

/// <summary>
/// Every message, durably. An inbox is written by one activation at a time: who opens it gets a number, and a change under an older
/// number is refused, so that an activation that was replaced cannot write beside its successor.
/// </summary>
public interface IMessageStore
{
    /// <summary>Takes an inbox over and reads what is open in it. Null when there never was one and <paramref name="create"/> is false.</summary>
    Task<InboxOpening?> OpenAsync(string inbox, bool create, CancellationToken cancellationToken = default);

    /// <summary>Writes a change, all or nothing, durably. Returns the sequence of each insert, 0 for an id that is there already.</summary>
    /// <exception cref="NmsException">inbox_moved: another activation has opened the inbox since.</exception>
    Task<ImmutableArray<long>> CommitAsync(InboxChange change, CancellationToken cancellationToken = default);

    /// <summary>Reads messages by sequence, in that order; those that are gone are left out.</summary>
    Task<ImmutableArray<HubMessage>> ReadAsync(ImmutableArray<long> sequences, CancellationToken cancellationToken = default);

    /// <summary>Reads one message, or null.</summary>
    Task<HubMessage?> FindAsync(Guid messageId, CancellationToken cancellationToken = default);

    /// <summary>Reads matching messages below a sequence, the newest first.</summary>
    Task<ImmutableArray<HubMessage>> QueryAsync(MessageQuery query, long before, int limit, CancellationToken cancellationToken = default);

    /// <summary>Reads the counters of every inbox.</summary>
    Task<ImmutableArray<InboxCounters>> ReadCountersAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes finished messages that were accepted before an instant, and finished ones behind the newest <paramref name="keep"/>. Returns how many.</summary>
    Task<long> PurgeAsync(DateTimeOffset before, long keep, CancellationToken cancellationToken = default);
}
