using System.Collections.Immutable;
using System.Net;

namespace Nms.Discovery.Reach.Identity;

/// <summary>Findings that are one box.</summary>
/// <param name="FoundAt">The addresses at which it was found, lowest first.</param>
/// <param name="Keys">Its identity.</param>
/// <param name="Reasons">Why it is one.</param>
/// <param name="Doubts">What is kept apart, and why.</param>
internal sealed record BoxGroup(ImmutableArray<IPAddress> FoundAt, IdentityKeys Keys, ImmutableArray<string> Reasons, ImmutableArray<string> Doubts);
