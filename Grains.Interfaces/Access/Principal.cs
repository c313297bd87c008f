using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>Who asks, however they signed in, and what they may do. Deny is the default: only what a grant covers is allowed.</summary>
/// <param name="Id">Stable id: "user:{guid:D}", "key:{guid:D}", "oidc:{issuer}|{subject}"; what the audit log records.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Kind">What sort of caller.</param>
/// <param name="Grants">What is allowed.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.Principal")]
public sealed record Principal(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] PrincipalKind Kind,
    [property: Id(3)] ImmutableArray<Grant> Grants)
{
    /// <summary>Whether the permission is granted without a limit to projects.</summary>
    public bool Allows(string permission) => Grants.Any(grant => grant.Projects is null && grant.Permissions.Contains(permission));

    /// <summary>Whether the permission is granted for things of this project.</summary>
    public bool Allows(string permission, Guid projectId) => Grants.Any(grant => grant.Covers(permission, projectId));

    /// <summary>Whether the permission is granted everywhere or in at least one project.</summary>
    public bool AllowsSomewhere(string permission) => Grants.Any(grant => grant.Permissions.Contains(permission));

    /// <summary>The projects in which the permission is granted; null when it is granted in all.</summary>
    public ImmutableHashSet<Guid>? ProjectsWith(string permission) => Allows(permission)
        ? null
        : [.. Grants.Where(grant => grant.Permissions.Contains(permission)).SelectMany(grant => grant.Projects ?? [])];
}
