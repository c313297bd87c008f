using System.Net;

namespace Nms.Probes;

/// <summary>A place on the way.</summary>
/// <param name="Distance">Its number, from 1.</param>
/// <param name="Replies">What each probe found, in the order in which they were sent.</param>
public sealed record TraceHop(int Distance, IReadOnlyList<TraceReply> Replies)
{
    /// <summary>Who answered; several when the way is balanced over some.</summary>
    public IReadOnlyList<IPAddress> Addresses => [.. Replies.Where(reply => reply.From is not null).Select(reply => reply.From!).Distinct()];

    /// <summary>The part of the probes without an answer, 0 to 1.</summary>
    /// <remarks>Routers limit how many errors they send (RFC 1812 §4.3.2.8): loss here alone, and not behind, is that limit.</remarks>
    public double Loss => Replies.Count == 0 ? 0 : (double)Replies.Count(reply => reply.From is null) / Replies.Count;

    /// <summary>The mean round trip of the answers; zero without any.</summary>
    public TimeSpan Average =>
        Loss >= 1 || Replies.Count == 0 ? default : TimeSpan.FromTicks((long)Replies.Where(reply => reply.From is not null).Average(reply => reply.RoundTrip.Ticks));
}
