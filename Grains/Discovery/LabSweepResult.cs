using System.Collections.Immutable;
using System.Net;
using Nms.Discovery.Reach.Identity;

namespace Nms.Discovery;

/// <summary>What a sweep of a lab's subnets found.</summary>
/// <param name="Swept">Addresses that were asked.</param>
/// <param name="Found">Those at which something is.</param>
/// <param name="Agents">What agents there say of themselves.</param>
internal sealed record LabSweepResult(long Swept, ImmutableArray<IPAddress> Found, ImmutableDictionary<IPAddress, IdentityKeys> Agents)
{
    public static LabSweepResult Nothing { get; } = new(0, [], ImmutableDictionary<IPAddress, IdentityKeys>.Empty);
}
