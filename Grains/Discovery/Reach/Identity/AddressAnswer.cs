using System.Net;

namespace Nms.Discovery.Reach.Identity;

/// <summary>What answered at an address, and what it says of itself.</summary>
/// <param name="Address">The address.</param>
/// <param name="Keys">What was asked at that address; seen MAC addresses are those that ARP tables have for it.</param>
internal sealed record AddressAnswer(IPAddress Address, IdentityKeys Keys);
