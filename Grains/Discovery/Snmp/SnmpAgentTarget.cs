using System.Collections.Immutable;
using System.Net;

namespace Nms.Discovery.Snmp;

/// <summary>An agent to be read.</summary>
/// <param name="EndPoint">Where it is reached from here.</param>
/// <param name="Address">Its address as the lab or network has it: ranges of credentials are meant so.</param>
/// <param name="Project">The project whose lab has it; null when it is in none.</param>
/// <param name="CredentialName">The credential that worked last, to be tried first.</param>
internal sealed record SnmpAgentTarget(IPEndPoint EndPoint, IPAddress Address, Guid? Project = null, string? CredentialName = null)
{
    /// <summary>What the equipment's own configuration lets in: tried after the credentials of the settings.</summary>
    public ImmutableArray<SnmpCredentialOptions> Configured { get; init; } = [];
}
