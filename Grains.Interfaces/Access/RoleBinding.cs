using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>A role given to a user, everywhere or in some projects only.</summary>
/// <param name="Role">Name of the role.</param>
/// <param name="Projects">The projects it is limited to; null for no limit.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.RoleBinding")]
public sealed record RoleBinding(
    [property: Id(0)] string Role,
    [property: Id(1)] ImmutableHashSet<Guid>? Projects);
