namespace Nms.Contracts.Access;

/// <summary>Opens one WebSocket.</summary>
/// <param name="Ticket">Value of the query parameter "ticket". Good once.</param>
/// <param name="ExpiresIn">Seconds until it is worth nothing.</param>
public sealed record TicketResponse(string Ticket, int ExpiresIn)
{
    /// <summary>Never shows the ticket.</summary>
    public override string ToString() => nameof(TicketResponse);
}
