using System.Net;

namespace Nms.Probes;

/// <summary>The answer to one echo probe (RFC 792, RFC 4443 §4.2), silence included.</summary>
/// <param name="Address">Who was asked.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="RoundTrip">From the request that was answered to its answer; zero without one.</param>
/// <param name="Attempts">How many requests were sent.</param>
/// <param name="Responder">The router that reported a failure; null when none did.</param>
/// <param name="Code">The code of the router's message, or the system's error number of what was not sent; otherwise 0.</param>
public readonly record struct EchoResult(
    IPAddress Address, EchoOutcome Outcome, TimeSpan RoundTrip, int Attempts, IPAddress? Responder = null, int Code = 0)
{
    /// <summary>Whether the address answered.</summary>
    public bool Answered => Outcome == EchoOutcome.Answered;
}
