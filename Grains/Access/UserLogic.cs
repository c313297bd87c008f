using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>Every rule about users, as pure functions from one state to the next.</summary>
internal static class UserLogic
{
    public const int MostUsers = 1000;

    /// <summary>Null when there is nothing to do: somebody is there already, and no reset is asked for.</summary>
    public static AccessState? EnsureAdministrator(AccessState state, FirstAdministrator first, Guid id, DateTimeOffset now)
    {
        if (state.Users.Length > 0 && !first.Reset)
        {
            return null;
        }

        if (Find(state, first.Name) is not { } known)
        {
            return Add(state, new UserRecord(
                new UserSnapshot
                {
                    Id = id,
                    Name = first.Name,
                    Roles = [new RoleBinding(BuiltInRoles.AdministratorName, null)],
                    HasPassword = true,
                    PasswordGenerated = first.Generated,
                    CreatedAt = now,
                    ChangedAt = now,
                },
                first.PasswordHash));
        }

        return Replace(state, known with
        {
            User = Ended(known.User, now) with
            {
                Enabled = true,
                Roles = [new RoleBinding(BuiltInRoles.AdministratorName, null)],
                HasPassword = true,
                PasswordGenerated = first.Generated,
                MustChangePassword = false,
            },
            PasswordHash = first.PasswordHash,
        });
    }

    public static (AccessState Next, UserSnapshot User) Create(AccessState state, UserDraft draft, Guid id, Principal by, DateTimeOffset now)
    {
        if (Find(state, draft.Name) is not null)
        {
            throw new ConflictException("user_exists", $"There is a user '{draft.Name}' already.");
        }

        if (state.Users.Length >= MostUsers)
        {
            throw new ConflictException("directory_full", $"There are {MostUsers} users; delete one first.");
        }

        RequireMayGrant(state, draft.Roles, by);
        var user = new UserSnapshot
        {
            Id = id,
            Name = draft.Name,
            DisplayName = draft.DisplayName,
            Roles = draft.Roles,
            HasPassword = draft.PasswordHash is not null,
            MustChangePassword = draft.PasswordHash is not null && draft.MustChangePassword,
            CreatedAt = now,
            ChangedAt = now,
        };
        return (Add(state, new UserRecord(user, draft.PasswordHash)), user);
    }

    public static AccessState Update(AccessState state, Guid userId, UserChanges changes, Principal by, DateTimeOffset now)
    {
        var known = Get(state, userId);
        RequireMayChange(state, known.User, by);
        var next = known.User;
        if (changes.Roles is { } roles)
        {
            RequireMayGrant(state, roles, by);
            next = next with { Roles = roles, AccessStamp = next.AccessStamp + 1 };
        }

        if (changes.Enabled is { } enabled && enabled != next.Enabled)
        {
            next = (enabled ? next : Ended(next, now)) with { Enabled = enabled };
        }

        next = next with { DisplayName = changes.DisplayName ?? next.DisplayName, ChangedAt = now };
        return RequireAdministrator(state, Replace(state, known with { User = next }));
    }

    public static AccessState SetPassword(AccessState state, Guid userId, string passwordHash, Principal by, bool mustChange, DateTimeOffset now)
    {
        var known = Get(state, userId);
        if (by.Id != PrincipalIds.OfUser(userId))
        {
            RequireMayChange(state, known.User, by);
        }

        return Replace(state, known with
        {
            User = Ended(known.User, now) with { HasPassword = true, PasswordGenerated = false, MustChangePassword = mustChange },
            PasswordHash = passwordHash,
        });
    }

    /// <summary>Null when the hash is another one by now.</summary>
    public static AccessState? StrengthenHash(AccessState state, Guid userId, string former, string stronger) =>
        state.Users.FirstOrDefault(user => user.User.Id == userId) is { } known && known.PasswordHash == former
            ? Replace(state, known with { PasswordHash = stronger })
            : null;

    public static AccessState SignOut(AccessState state, Guid userId, Principal by, DateTimeOffset now)
    {
        var known = Get(state, userId);
        if (by.Id != PrincipalIds.OfUser(userId))
        {
            RequireMayChange(state, known.User, by);
        }

        return Replace(state, known with { User = Ended(known.User, now) });
    }

    public static AccessState Delete(AccessState state, Guid userId, Principal by)
    {
        var known = Get(state, userId);
        RequireMayChange(state, known.User, by);
        return RequireAdministrator(state, state with { Version = state.Version + 1, Users = state.Users.Remove(known) });
    }

    public static UserRecord? Find(AccessState state, string name) =>
        state.Users.FirstOrDefault(user => string.Equals(user.User.Name, name, StringComparison.OrdinalIgnoreCase));

    public static UserRecord Get(AccessState state, Guid userId) =>
        state.Users.FirstOrDefault(user => user.User.Id == userId)
            ?? throw new NotFoundException("user_not_found", $"There is no user {userId}.");

    public static ImmutableArray<Grant> GrantsOf(AccessState state, UserSnapshot user) => GrantLogic.Resolve(user.Roles, RoleLogic.All(state));

    private static AccessState Add(AccessState state, UserRecord user) => state with { Version = state.Version + 1, Users = state.Users.Add(user) };

    private static AccessState Replace(AccessState state, UserRecord user) => state with
    {
        Version = state.Version + 1,
        Users = state.Users.Replace(Get(state, user.User.Id), user),
    };

    private static UserSnapshot Ended(UserSnapshot user, DateTimeOffset now) => user with
    {
        AccessStamp = user.AccessStamp + 1,
        CredentialStamp = user.CredentialStamp + 1,
        ChangedAt = now,
    };

    private static void RequireMayGrant(AccessState state, ImmutableArray<RoleBinding> bindings, Principal by)
    {
        var roles = RoleLogic.All(state);
        var unknown = bindings.Select((binding, index) => (binding.Role, Field: $"roles[{index}].role"))
            .Where(entry => !roles.ContainsKey(entry.Role))
            .ToImmutableDictionary(entry => entry.Field, entry => $"'{entry.Role}' is not a role");
        if (unknown.Count > 0)
        {
            throw new ValidationException("validation_error", $"{string.Join("; ", unknown.Select(entry => $"{entry.Key}: {entry.Value}"))}.") { Details = unknown };
        }

        RoleLogic.RequireCovers(by, GrantLogic.Resolve(bindings, roles));
    }

    // Whoever could change the password of one who may more would become him.
    private static void RequireMayChange(AccessState state, UserSnapshot user, Principal by)
    {
        if (!GrantLogic.Covers(by, GrantsOf(state, user)))
        {
            throw new ForbiddenException("exceeds_own_permissions", $"User '{user.Name}' may do what you may not, so you may not change this user.");
        }
    }

    private static AccessState RequireAdministrator(AccessState before, AccessState next) =>
        before.Users.Any(user => IsAdministrator(user.User)) && !next.Users.Any(user => IsAdministrator(user.User))
            ? throw new ConflictException("last_administrator", "This is the last administrator who can sign in; make another one first.")
            : next;

    private static bool IsAdministrator(UserSnapshot user) =>
        user is { Enabled: true, HasPassword: true } && user.Roles.Any(binding => binding is { Role: BuiltInRoles.AdministratorName, Projects: null });
}
