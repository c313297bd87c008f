using System.Collections.Immutable;
using System.Net;
using Nms.Discovery.Reach.Identity;

namespace Nms.Discovery.Reach;

/// <summary>What a visit found.</summary>
/// <param name="Name">What the equipment is called.</param>
/// <param name="Keys">Its identity; the addresses that it lists are not visited again.</param>
/// <param name="Neighbours">Addresses of its neighbours.</param>
internal sealed record CrawlFinding(string Name, IdentityKeys Keys, ImmutableArray<IPAddress> Neighbours);
