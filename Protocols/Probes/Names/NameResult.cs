using System.Net;

namespace Nms.Probes;

/// <summary>The answer to a question about names (RFC 1035), for an address one under IN-ADDR.ARPA (RFC 1035 §3.5) or IP6.ARPA (RFC 3596 §2.5).</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Name">The name that was found or asked for.</param>
/// <param name="Addresses">The addresses of the name.</param>
public sealed record NameResult(NameOutcome Outcome, string? Name, IReadOnlyList<IPAddress> Addresses);
