using System.Net;
using System.Net.NetworkInformation;

namespace Nms.Consoles;

/// <summary>An address that equipment leased by DHCP.</summary>
/// <param name="Address">The address.</param>
/// <param name="PhysicalAddress">Whose; null where the client is known by something else.</param>
/// <param name="HostName">The name the client gave; null where it gave none or the equipment does not tell.</param>
/// <param name="ExpiresIn">How long it still runs; null where it does not end or the equipment tells no difference of times.</param>
public sealed record ConsoleLease(IPAddress Address, PhysicalAddress? PhysicalAddress, string? HostName = null, TimeSpan? ExpiresIn = null);
