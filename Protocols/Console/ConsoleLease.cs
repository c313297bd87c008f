using System.Net;
using System.Net.NetworkInformation;

namespace Nms.Consoles;

/// <summary>An address that equipment leased by DHCP (RFC 2131).</summary>
/// <param name="Address">The address.</param>
/// <param name="PhysicalAddress">Whose; null where the client is known by something else.</param>
/// <param name="HostName">The name the client gave (RFC 2132 §3.14); null where it gave none or the equipment does not tell.</param>
/// <param name="ExpiresIn">What is left of the lease time (RFC 2132 §9.2); null where it does not end or no difference of times is told.</param>
public sealed record ConsoleLease(IPAddress Address, PhysicalAddress? PhysicalAddress, string? HostName = null, TimeSpan? ExpiresIn = null);
