using Nms.Access;

namespace Nms.Api.Access;

/// <summary>One-time tickets for WebSockets and streams of events: a browser cannot send a header with them, and an address must hold no lasting secret.</summary>
internal sealed class Tickets(IGrainFactory grains, AccessView view, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    public async Task<string> IssueAsync(SignedIn holder, CancellationToken cancellationToken)
    {
        var ticket = Secrets.New();
        await grains.Ticket(Secrets.Hash(ticket)).IssueAsync(holder, Lifetime, cancellationToken);
        return ticket;
    }

    /// <exception cref="UnauthenticatedException">It was used, has expired, was never issued, or its holder was revoked meanwhile.</exception>
    public async Task<SignedIn> RedeemAsync(string ticket, CancellationToken cancellationToken)
    {
        var holder = Secrets.IsWellFormed(ticket)
            ? await grains.Ticket(Secrets.Hash(ticket)).RedeemAsync(cancellationToken)
            : null;
        return holder is not null && (await view.GetAsync(cancellationToken)).Judge(holder, time.GetUtcNow()) is { } current
            ? current
            : throw new UnauthenticatedException("ticket_refused", "The ticket is unknown, used or expired; ask for another.");
    }
}
