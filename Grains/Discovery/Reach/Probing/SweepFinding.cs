using System.Net;

namespace Nms.Discovery.Reach.Probing;

/// <summary>An address at which something is.</summary>
/// <param name="Address">The address, as equipment has it.</param>
/// <param name="Evidence">What showed it.</param>
/// <param name="RoundTrip">How long that took.</param>
/// <param name="Port">The port that showed it; null for an echo.</param>
internal sealed record SweepFinding(IPAddress Address, SweepEvidence Evidence, TimeSpan RoundTrip, int? Port = null);
