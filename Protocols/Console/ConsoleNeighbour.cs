using System.Net;
using System.Net.NetworkInformation;

namespace Nms.Consoles;

/// <summary>A neighbour of equipment, from its table of ARP (RFC 826) or its neighbor cache (RFC 4861 §5.1).</summary>
/// <param name="Address">Its IP address.</param>
/// <param name="PhysicalAddress">Its MAC address; null when it did not answer.</param>
/// <param name="Interface">Where it is; null where the equipment does not tell.</param>
public sealed record ConsoleNeighbour(IPAddress Address, PhysicalAddress? PhysicalAddress, string? Interface);
