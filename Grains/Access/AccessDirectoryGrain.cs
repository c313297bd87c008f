using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Nms.Access;

/// <summary>The one writer of users, roles and API keys.</summary>
[GrainType("nms.access-directory")]
internal sealed partial class AccessDirectoryGrain(
    [PersistentState("access-directory", "Default")] IPersistentState<AccessState> users,
    [PersistentState("access-keys", "Default")] IPersistentState<ApiKeysState> keys,
    [PersistentState("access-key-uses", "Default")] IPersistentState<KeyUsesState> uses,
    IIdSource ids,
    TimeProvider time,
    ILogger<AccessDirectoryGrain> logger) : Grain, IAccessDirectoryGrain
{
    public ValueTask<AccessChanges> GetChangesAsync(AccessVersion known, CancellationToken cancellationToken)
    {
        var current = new AccessVersion(users.State.Version, keys.State.Version);
        // The version of a directory without anything is that of a copy without anything, which has not even the built-in roles.
        var usersChanged = known.Users != current.Users || known.Users == 0;
        return ValueTask.FromResult(new AccessChanges(
            current,
            usersChanged ? [.. users.State.Users.Select(record => record.User)] : null,
            usersChanged ? [.. BuiltInRoles.All, .. users.State.Roles] : null,
            known.Keys != current.Keys ? keys.State.Keys : null));
    }

    public ValueTask<UserCredential?> FindCredentialAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Credential(UserLogic.Find(users.State, name)));

    public ValueTask<UserCredential?> GetCredentialAsync(Guid userId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Credential(users.State.Users.FirstOrDefault(record => record.User.Id == userId)));

    public async Task<bool> EnsureAdministratorAsync(FirstAdministrator administrator, CancellationToken cancellationToken)
    {
        if (UserLogic.EnsureAdministrator(users.State, administrator, ids.NewId(), time.GetUtcNow()) is not { } next)
        {
            return false;
        }

        await WriteAsync(users, next);
        LogAdministratorEnsured(administrator.Name, administrator.Reset);
        return true;
    }

    public async Task<UserSnapshot> CreateUserAsync(UserDraft draft, Principal by, CancellationToken cancellationToken)
    {
        var (next, user) = UserLogic.Create(users.State, draft, ids.NewId(), by, time.GetUtcNow());
        await WriteAsync(users, next);
        LogUserChanged(user.Name, "created", by.Id);
        return user;
    }

    public Task<UserSnapshot> UpdateUserAsync(Guid userId, UserChanges changes, Principal by, CancellationToken cancellationToken) =>
        ChangeUserAsync(userId, UserLogic.Update(users.State, userId, changes, by, time.GetUtcNow()), "changed", by);

    public Task<UserSnapshot> SetPasswordAsync(Guid userId, string passwordHash, Principal by, bool mustChange, CancellationToken cancellationToken) =>
        ChangeUserAsync(userId, UserLogic.SetPassword(users.State, userId, passwordHash, by, mustChange, time.GetUtcNow()), "given another password", by);

    public Task<UserSnapshot> SignOutUserAsync(Guid userId, Principal by, CancellationToken cancellationToken) =>
        ChangeUserAsync(userId, UserLogic.SignOut(users.State, userId, by, time.GetUtcNow()), "signed out everywhere", by);

    public async Task StrengthenHashAsync(Guid userId, string former, string stronger, CancellationToken cancellationToken)
    {
        if (UserLogic.StrengthenHash(users.State, userId, former, stronger) is { } next)
        {
            await WriteAsync(users, next);
        }
    }

    public async Task DeleteUserAsync(Guid userId, Principal by, CancellationToken cancellationToken)
    {
        var name = UserLogic.Get(users.State, userId).User.Name;
        await WriteAsync(users, UserLogic.Delete(users.State, userId, by));
        // Without its owner a key does nothing, so a crash between the two writes leaves nothing open.
        if (ApiKeyLogic.DeleteOfUser(keys.State, userId) is { } kept)
        {
            await WriteAsync(keys, kept);
        }

        LogUserChanged(name, "deleted", by.Id);
    }

    public async Task<Role> PutRoleAsync(Role role, bool mustBeNew, Principal by, CancellationToken cancellationToken)
    {
        await WriteAsync(users, RoleLogic.Put(users.State, role, mustBeNew, by));
        LogRoleChanged(role.Name, mustBeNew ? "created" : "changed", by.Id);
        return RoleLogic.All(users.State)[role.Name];
    }

    public async Task DeleteRoleAsync(string name, Principal by, CancellationToken cancellationToken)
    {
        await WriteAsync(users, RoleLogic.Delete(users.State, name, by));
        LogRoleChanged(name, "deleted", by.Id);
    }

    public async Task<ApiKeySnapshot> CreateKeyAsync(ApiKeySnapshot key, Principal by, CancellationToken cancellationToken)
    {
        await WriteAsync(keys, ApiKeyLogic.Create(keys.State, users.State, key, by, time.GetUtcNow()));
        LogKeyChanged(key.Name, key.Id, "created", by.Id);
        return key;
    }

    public async Task DeleteKeyAsync(Guid keyId, Principal by, CancellationToken cancellationToken)
    {
        var name = keys.State.Keys.FirstOrDefault(key => key.Id == keyId)?.Name;
        await WriteAsync(keys, ApiKeyLogic.Delete(keys.State, keyId, by));
        LogKeyChanged(name ?? "?", keyId, "revoked", by.Id);
    }

    public async Task RecordKeyUsesAsync(ImmutableDictionary<Guid, DateTimeOffset> lastUsed, CancellationToken cancellationToken) =>
        await WriteAsync(uses, new KeyUsesState { LastUsed = ApiKeyLogic.Merge(uses.State.LastUsed, lastUsed, keys.State) });

    public ValueTask<ImmutableDictionary<Guid, DateTimeOffset>> GetKeyUsesAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(uses.State.LastUsed);

    private static UserCredential? Credential(UserRecord? record) => record is null ? null : new UserCredential(record.User, record.PasswordHash);

    private static async Task WriteAsync<T>(IPersistentState<T> storage, T next)
    {
        var before = storage.State;
        storage.State = next;
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            storage.State = before;
            throw;
        }
    }

    private async Task<UserSnapshot> ChangeUserAsync(Guid userId, AccessState next, string change, Principal by)
    {
        await WriteAsync(users, next);
        var user = UserLogic.Get(users.State, userId).User;
        LogUserChanged(user.Name, change, by.Id);
        return user;
    }

    [LoggerMessage(9541, LogLevel.Information, "Administrator {Name} was made ready (reset: {Reset})")]
    private partial void LogAdministratorEnsured(string name, bool reset);

    [LoggerMessage(9542, LogLevel.Information, "User {Name} was {Change} by {By}")]
    private partial void LogUserChanged(string name, string change, string by);

    [LoggerMessage(9543, LogLevel.Information, "Role {Role} was {Change} by {By}")]
    private partial void LogRoleChanged(string role, string change, string by);

    [LoggerMessage(9544, LogLevel.Information, "API key {Key} ({KeyId}) was {Change} by {By}")]
    private partial void LogKeyChanged(string key, Guid keyId, string change, string by);
}
