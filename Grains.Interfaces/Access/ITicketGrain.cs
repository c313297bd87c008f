namespace Nms.Access;

/// <summary>
/// One ticket that opens one WebSocket, keyed by the hash of its secret. Lives in memory: a ticket that is lost with its
/// silo is refused, and the client asks for another.
/// </summary>
[Alias("Nms.Access.ITicketGrain")]
public interface ITicketGrain : IGrainWithStringKey
{
    /// <summary>Makes the ticket good for a while.</summary>
    [Alias("Issue")]
    ValueTask IssueAsync(SignedIn holder, TimeSpan lifetime, CancellationToken cancellationToken = default);

    /// <summary>Whose ticket it is, the first time that is asked in time; null ever after.</summary>
    [Alias("Redeem")]
    ValueTask<SignedIn?> RedeemAsync(CancellationToken cancellationToken = default);
}
