using System.Collections.Immutable;
using System.Net;

namespace Nms.Discovery.Reach.Identity;

/// <summary>One piece of equipment, with all that was found of it.</summary>
/// <param name="Id">Its id: that of an earlier run where it was known, otherwise made of its identity.</param>
/// <param name="IsNew">Whether no earlier run knew it.</param>
/// <param name="FoundAt">The addresses at which it was found, lowest first.</param>
/// <param name="Keys">Its identity.</param>
/// <param name="Reasons">Why these findings are one box, and why it is the known one.</param>
/// <param name="Doubts">What looked like the same box and is kept apart, and why.</param>
/// <param name="Absorbed">Ids of earlier runs under which parts of it were known.</param>
internal sealed record Box(
    Guid Id, bool IsNew, ImmutableArray<IPAddress> FoundAt, IdentityKeys Keys, ImmutableArray<string> Reasons, ImmutableArray<string> Doubts, ImmutableArray<Guid> Absorbed);
