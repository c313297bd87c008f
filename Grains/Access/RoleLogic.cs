using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>Every rule about roles, as pure functions from one state to the next.</summary>
internal static class RoleLogic
{
    public const int MostRoles = 200;

    public static ImmutableDictionary<string, Role> All(AccessState state) =>
        BuiltInRoles.All.Concat(state.Roles).ToImmutableDictionary(role => role.Name, StringComparer.Ordinal);

    public static AccessState Put(AccessState state, Role role, bool mustBeNew, Principal by)
    {
        if (!All(state).TryGetValue(role.Name, out var known))
        {
            RequireCovers(by, [new Grant(role.Permissions, null)]);
            return !mustBeNew ? throw NotFound(role.Name)
                : state.Roles.Length >= MostRoles ? throw new ConflictException("directory_full", $"There are {MostRoles} roles; delete one first.")
                : state with { Version = state.Version + 1, Roles = state.Roles.Add(role with { BuiltIn = false }) };
        }

        if (mustBeNew)
        {
            throw new ConflictException("role_exists", $"There is a role '{role.Name}' already.");
        }

        RequireCustom(known);
        // Taking something from a role is a change to those who have it, just as giving is.
        RequireCovers(by, [new Grant(role.Permissions, null), new Grant(known.Permissions, null)]);
        return state with { Version = state.Version + 1, Roles = state.Roles.Replace(known, role with { BuiltIn = false }) };
    }

    public static AccessState Delete(AccessState state, string name, Principal by)
    {
        var known = All(state).GetValueOrDefault(name) ?? throw NotFound(name);
        RequireCustom(known);
        RequireCovers(by, [new Grant(known.Permissions, null)]);
        var holders = state.Users.Where(user => user.User.Roles.Any(binding => binding.Role == name)).Select(user => user.User.Name).ToList();
        return holders.Count > 0
            ? throw new ConflictException("role_in_use", $"Role '{name}' is given to {holders.Count} users ({string.Join(", ", holders.Take(5))}); take it from them first.")
            : state with { Version = state.Version + 1, Roles = state.Roles.Remove(known) };
    }

    public static void RequireCovers(Principal by, IEnumerable<Grant> wanted)
    {
        if (!GrantLogic.Covers(by, wanted))
        {
            throw new ForbiddenException("exceeds_own_permissions", "Nobody grants more than he has: ask an administrator.");
        }
    }

    private static void RequireCustom(Role role)
    {
        if (role.BuiltIn)
        {
            throw new ConflictException("role_built_in", $"Role '{role.Name}' comes with the program and does not change; make one of your own.");
        }
    }

    private static NotFoundException NotFound(string name) => new("role_not_found", $"There is no role '{name}'.");
}
