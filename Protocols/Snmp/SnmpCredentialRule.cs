using System.Net;

namespace Nms.Snmp;

/// <summary>What to try at the addresses of a range, in this order.</summary>
/// <param name="Range">The addresses; null for all.</param>
/// <param name="Credentials">Users and communities, the likeliest first.</param>
public sealed record SnmpCredentialRule(IPNetwork? Range, IReadOnlyList<SnmpCredential> Credentials)
{
    /// <summary>Whether the rule is for an address.</summary>
    /// <param name="address">The address.</param>
    public bool Covers(IPAddress address) => Range?.Contains(address) != false;
}
