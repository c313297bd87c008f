using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>Permissions, everywhere or in some projects only.</summary>
/// <param name="Permissions">Names of <see cref="Access.Permissions"/>.</param>
/// <param name="Projects">The projects they are limited to; null for no limit.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.Grant")]
public sealed record Grant(
    [property: Id(0)] ImmutableHashSet<string> Permissions,
    [property: Id(1)] ImmutableHashSet<Guid>? Projects)
{
    /// <summary>Whether the permission is granted for things of this project.</summary>
    public bool Covers(string permission, Guid projectId) =>
        Permissions.Contains(permission) && (Projects is null || Projects.Contains(projectId));
}
