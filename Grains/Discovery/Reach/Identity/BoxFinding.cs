using System.Net;

namespace Nms.Discovery.Reach.Identity;

/// <summary>What was found at one address.</summary>
/// <param name="Address">The address.</param>
/// <param name="Keys">What it says of itself there.</param>
internal sealed record BoxFinding(IPAddress Address, IdentityKeys Keys);
