using System.Collections.Immutable;
using System.Net;

namespace Nms.Discovery.Reach.Identity;

/// <summary>A piece of equipment that an earlier run found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="FirstSeen">When it was found first.</param>
/// <param name="FoundAt">The addresses at which it was found.</param>
/// <param name="Keys">Its identity then.</param>
internal sealed record KnownBox(Guid Id, DateTimeOffset FirstSeen, ImmutableHashSet<IPAddress> FoundAt, IdentityKeys Keys);
