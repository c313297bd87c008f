using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>Every rule about API keys, as pure functions from one state to the next.</summary>
internal static class ApiKeyLogic
{
    public const int MostKeys = 5000;
    public const int MostKeysOfOne = 100;

    public static ApiKeysState Create(ApiKeysState state, AccessState users, ApiKeySnapshot key, Principal by, DateTimeOffset now)
    {
        var owner = UserLogic.Get(users, key.OwnerId).User;
        if (by.Id != PrincipalIds.OfUser(owner.Id))
        {
            RequireManager(by);
        }

        RoleLogic.RequireCovers(by, GrantLogic.Narrow(UserLogic.GrantsOf(users, owner), key.Scope));
        var living = state.Keys.RemoveAll(known => known.ExpiresAt <= now);
        if (living.Length >= MostKeys || living.Count(known => known.OwnerId == owner.Id) >= MostKeysOfOne)
        {
            throw new ConflictException("directory_full", $"There may be {MostKeys} API keys, {MostKeysOfOne} of one user; revoke one first.");
        }

        if (living.Any(known => known.OwnerId == owner.Id && string.Equals(known.Name, key.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ConflictException("api_key_exists", $"User '{owner.Name}' has an API key '{key.Name}' already.");
        }

        return state with { Version = state.Version + 1, Keys = living.Add(key) };
    }

    public static ApiKeysState Delete(ApiKeysState state, Guid keyId, Principal by)
    {
        var key = state.Keys.FirstOrDefault(known => known.Id == keyId);
        // A key of somebody else does not exist for one who may not see it.
        return key is null || (by.Id != PrincipalIds.OfUser(key.OwnerId) && by.Id != PrincipalIds.OfKey(keyId) && !by.Allows(Permissions.UserManage))
            ? throw new NotFoundException("api_key_not_found", $"There is no API key {keyId}.")
            : state with { Version = state.Version + 1, Keys = state.Keys.Remove(key) };
    }

    /// <summary>Null when he had none.</summary>
    public static ApiKeysState? DeleteOfUser(ApiKeysState state, Guid userId)
    {
        var kept = state.Keys.RemoveAll(key => key.OwnerId == userId);
        return kept.Length == state.Keys.Length ? null : state with { Version = state.Version + 1, Keys = kept };
    }

    /// <summary>The later of both, for keys that still exist.</summary>
    public static ImmutableDictionary<Guid, DateTimeOffset> Merge(
        ImmutableDictionary<Guid, DateTimeOffset> known, ImmutableDictionary<Guid, DateTimeOffset> uses, ApiKeysState keys)
    {
        var exist = keys.Keys.Select(key => key.Id).ToHashSet();
        return known.Concat(uses)
            .Where(use => exist.Contains(use.Key))
            .GroupBy(use => use.Key, use => use.Value)
            .ToImmutableDictionary(group => group.Key, group => group.Max());
    }

    private static void RequireManager(Principal by)
    {
        if (!by.Allows(Permissions.UserManage))
        {
            throw new ForbiddenException("forbidden", $"Only one who may {Permissions.UserManage} creates API keys for somebody else.");
        }
    }
}
