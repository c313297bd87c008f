using System.Net;
using System.Net.NetworkInformation;

namespace Nms.Consoles;

/// <summary>A neighbour of equipment.</summary>
/// <param name="Address">Its IP address.</param>
/// <param name="PhysicalAddress">Its MAC address; null when it did not answer.</param>
/// <param name="Interface">Where it is; null where the equipment does not tell.</param>
public sealed record ConsoleNeighbour(IPAddress Address, PhysicalAddress? PhysicalAddress, string? Interface);
