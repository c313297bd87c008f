using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nms.Messaging;

/// <summary>
/// The inbox of one module (key: its name): hands its messages out, the most urgent first and in order inside a priority, and keeps
/// each until it is acknowledged, given up or expired. What a method promises is on disk when it returns. Delivers at least once:
/// what is not acknowledged before its lease ends, or when a silo dies, is delivered again.
/// </summary>
[Alias("Nms.Messaging.IInboxGrain")]
public interface IInboxGrain : IGrainWithStringKey
{
    /// <summary>Opens the inbox. One that is open stays so.</summary>
    [Alias("OpenAsync")]
    Task OpenAsync(CancellationToken cancellationToken = default);

    /// <summary>Closes the inbox: what is in it becomes dead letters with this reason.</summary>
    [Alias("CloseAsync")]
    Task CloseAsync(string reason, CancellationToken cancellationToken = default);

    /// <summary>Accepts messages, all or none of those that are new. An id that is there already is a duplicate and no error.</summary>
    /// <exception cref="NotFoundException">No module of this name is registered.</exception>
    /// <exception cref="ThrottledException">The inbox is full.</exception>
    /// <exception cref="ConflictException">An id belongs to somebody else's message.</exception>
    [Alias("SendAsync"), AlwaysInterleave]
    Task<ImmutableArray<MessageReceipt>> SendAsync(ImmutableArray<MessageDraft> messages, CancellationToken cancellationToken = default);

    /// <summary>
    /// Leases messages, in order; waits for the first of them if there is none, and returns none when the wait is over, or for a consumer
    /// that was released.
    /// </summary>
    /// <param name="most">Messages at most.</param>
    /// <param name="wait">How long to wait for the first.</param>
    /// <param name="consumer">Who may be released later; nobody when it is empty.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">No module of this name is registered.</exception>
    [Alias("ReceiveAsync"), AlwaysInterleave, ResponseTimeout(InboxWaits.Longest)]
    Task<ImmutableArray<HubMessage>> ReceiveAsync(int most, TimeSpan wait, Guid consumer = default, CancellationToken cancellationToken = default);

    /// <summary>Records that messages are done.</summary>
    [Alias("AcknowledgeAsync"), AlwaysInterleave]
    Task<Settlement> AcknowledgeAsync(ImmutableArray<Acknowledgement> done, CancellationToken cancellationToken = default);

    /// <summary>Records that messages could not be dealt with: each is delivered again after a wait, or becomes a dead letter.</summary>
    [Alias("RejectAsync"), AlwaysInterleave]
    Task<Settlement> RejectAsync(ImmutableArray<Rejection> rejected, CancellationToken cancellationToken = default);

    /// <summary>Gives back what a consumer has, without counting an attempt: he is gone, and gets nothing any more.</summary>
    [Alias("ReleaseAsync"), AlwaysInterleave]
    Task ReleaseAsync(Guid consumer, CancellationToken cancellationToken = default);

    /// <summary>Waits until a message is finished; returns it as it is when the wait is over. Null when it is not in this inbox.</summary>
    [Alias("WaitAsync"), AlwaysInterleave, ResponseTimeout(InboxWaits.Longest)]
    Task<HubMessage?> WaitAsync(Guid messageId, TimeSpan wait, CancellationToken cancellationToken = default);

    /// <summary>Tells how far open messages are, by their ids; those that are not open are left out.</summary>
    [Alias("ShowAsync"), AlwaysInterleave]
    Task<ImmutableArray<OpenMessageReading>> ShowAsync(ImmutableArray<Guid> messageIds, CancellationToken cancellationToken = default);

    /// <summary>Tells how full it is.</summary>
    [Alias("GetAsync"), AlwaysInterleave]
    Task<InboxReading> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Puts dead letters back into the inbox with all their attempts; all of them for an empty list. Returns how many.</summary>
    [Alias("ReplayAsync")]
    Task<int> ReplayAsync(ImmutableArray<Guid> messageIds, CancellationToken cancellationToken = default);

    /// <summary>Deletes dead letters; all of them for an empty list. Returns how many.</summary>
    [Alias("PurgeAsync")]
    Task<int> PurgeAsync(ImmutableArray<Guid> messageIds, CancellationToken cancellationToken = default);

    /// <summary>Whether new messages are taken; what is there is delivered either way.</summary>
    [Alias("SetAcceptingAsync"), AlwaysInterleave]
    Task SetAcceptingAsync(bool accepting, CancellationToken cancellationToken = default);
}
