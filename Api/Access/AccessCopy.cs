using System.Collections.Frozen;
using System.Collections.Immutable;
using Nms.Access;

namespace Nms.Api.Access;

/// <summary>What a silo knows of users, roles, keys and ended sessions at one moment. Immutable: a request sees one state of it.</summary>
internal sealed record AccessCopy
{
    public static AccessCopy Empty { get; } = new();

    public AccessVersion Version { get; private init; }

    public long TokenVersion { get; private init; } = -1;

    public FrozenDictionary<Guid, KnownUser> Users { get; private init; } = FrozenDictionary<Guid, KnownUser>.Empty;

    public FrozenDictionary<string, Role> Roles { get; private init; } = FrozenDictionary<string, Role>.Empty;

    public FrozenDictionary<Guid, KnownKey> Keys { get; private init; } = FrozenDictionary<Guid, KnownKey>.Empty;

    public ImmutableHashSet<Guid> EndedSessions { get; private init; } = [];

    public AccessCopy With(AccessChanges changes, TokenRegistry? tokens)
    {
        var roles = changes.Roles?.ToFrozenDictionary(role => role.Name, StringComparer.Ordinal) ?? Roles;
        var users = changes.Users?.ToFrozenDictionary(user => user.Id, user => Known(user, roles)) ?? Users;
        var keys = changes.Keys ?? (changes.Users is null ? null : [.. Keys.Values.Select(known => known.Key)]);
        return new AccessCopy
        {
            Version = changes.Version,
            TokenVersion = tokens?.Version ?? TokenVersion,
            Roles = roles,
            Users = users,
            Keys = keys?.ToFrozenDictionary(key => key.Id, key => Known(key, users)) ?? Keys,
            EndedSessions = tokens?.EndedSessions ?? EndedSessions,
        };
    }

    /// <summary>What the same evidence is worth now; null when it was revoked meanwhile.</summary>
    public SignedIn? Judge(SignedIn signedIn, DateTimeOffset now)
    {
        if (signedIn.KeyId is { } keyId)
        {
            return Keys.TryGetValue(keyId, out var key) && key.Key.ExpiresAt > now && key.Principal is { } program ? signedIn with { Principal = program } : null;
        }

        if (signedIn.UserId is not { } userId)
        {
            return signedIn;
        }

        return Users.TryGetValue(userId, out var known)
            && known.User.Enabled
            && known.User.CredentialStamp == signedIn.CredentialStamp
            && !(signedIn.SessionId is { } session && EndedSessions.Contains(session))
            && !(signedIn.SessionEndsAt <= now)
                ? signedIn with { Principal = known.Principal }
                : null;
    }

    /// <summary>A user or an API key by the id of its principal; null when it is let in no more. Principals of other authorities are not in the copy.</summary>
    public Principal? FindPrincipal(string principalId, DateTimeOffset now) =>
        principalId.Split(':', 2) is not [var kind, var text] || !Guid.TryParse(text, out var id) ? null
        : kind == "user" ? (Users.TryGetValue(id, out var user) && user.User.Enabled ? user.Principal : null)
        : kind == "key" && Keys.TryGetValue(id, out var key) && key.Key.ExpiresAt > now ? key.Principal
        : null;

    private static KnownUser Known(UserSnapshot user, IReadOnlyDictionary<string, Role> roles) => new(
        user, new Principal(PrincipalIds.OfUser(user.Id), user.Name, PrincipalKind.User, GrantLogic.Resolve(user.Roles, roles)));

    private static KnownKey Known(ApiKeySnapshot key, FrozenDictionary<Guid, KnownUser> users)
    {
        var owner = users.GetValueOrDefault(key.OwnerId);
        return new KnownKey(key, owner, owner is not { User.Enabled: true } ? null : new Principal(
            PrincipalIds.OfKey(key.Id),
            key.Module ?? key.Name,
            key.Module is null ? PrincipalKind.ApiKey : PrincipalKind.Module,
            GrantLogic.Narrow(owner.Principal.Grants, key.Scope)));
    }
}
