using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>The arithmetic of grants, as pure functions.</summary>
public static class GrantLogic
{
    /// <summary>What role bindings amount to. A role that does not exist grants nothing.</summary>
    public static ImmutableArray<Grant> Resolve(IEnumerable<RoleBinding> bindings, IReadOnlyDictionary<string, Role> roles) =>
    [
        .. bindings
            .Where(binding => binding.Projects is null or { Count: > 0 })
            .Select(binding => roles.TryGetValue(binding.Role, out var role) ? new Grant(role.Permissions, binding.Projects) : null)
            .OfType<Grant>(),
    ];

    /// <summary>What is both granted and within the scope.</summary>
    public static ImmutableArray<Grant> Narrow(ImmutableArray<Grant> grants, Grant scope) =>
    [
        .. grants
            .Select(grant => new Grant(grant.Permissions.Intersect(scope.Permissions), Both(grant.Projects, scope.Projects)))
            .Where(grant => grant.Permissions.Count > 0 && grant.Projects is null or { Count: > 0 }),
    ];

    /// <summary>Whether everything that is wanted is among what is had: nobody hands out more than that.</summary>
    public static bool Covers(Principal has, IEnumerable<Grant> wanted) => wanted.All(grant => grant.Permissions.All(permission =>
        has.Allows(permission) || (grant.Projects?.All(project => has.Allows(permission, project)) ?? false)));

    /// <summary>Whether all permissions are granted everywhere.</summary>
    public static bool IsAdministrator(Principal principal) => Permissions.All.All(principal.Allows);

    private static ImmutableHashSet<Guid>? Both(ImmutableHashSet<Guid>? one, ImmutableHashSet<Guid>? other) =>
        one is null ? other : other is null ? one : one.Intersect(other);
}
