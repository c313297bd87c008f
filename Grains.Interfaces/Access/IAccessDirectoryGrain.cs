using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nms.Access;

/// <summary>
/// The one writer of users, roles and API keys. Silos hold copies and ask about once a second what changed, so that
/// authentication calls no grain. Commands take who asks, and refuse to grant more than he has.
/// </summary>
[Alias("Nms.Access.IAccessDirectoryGrain")]
public interface IAccessDirectoryGrain : IGrainWithStringKey
{
    /// <summary>What changed since a version; the default version is before everything.</summary>
    [ReadOnly, Alias("GetChanges")]
    ValueTask<AccessChanges> GetChangesAsync(AccessVersion known, CancellationToken cancellationToken = default);

    /// <summary>What to check the password of a user of this name against, or null.</summary>
    [ReadOnly, Alias("FindCredential")]
    ValueTask<UserCredential?> FindCredentialAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>What to check the password of this user against, or null.</summary>
    [ReadOnly, Alias("GetCredential")]
    ValueTask<UserCredential?> GetCredentialAsync(Guid userId, CancellationToken cancellationToken = default);

    /// <summary>Creates the administrator when there is no user at all, or resets him. True when this call did it. Idempotent.</summary>
    [Alias("EnsureAdministrator")]
    Task<bool> EnsureAdministratorAsync(FirstAdministrator administrator, CancellationToken cancellationToken = default);

    /// <summary>Creates a user.</summary>
    /// <exception cref="ConflictException">The name is taken.</exception>
    /// <exception cref="ForbiddenException">It would grant more than the caller has.</exception>
    [Alias("CreateUser")]
    Task<UserSnapshot> CreateUserAsync(UserDraft draft, Principal by, CancellationToken cancellationToken = default);

    /// <summary>Changes a user. Other roles end his access tokens; being disabled ends his sessions too.</summary>
    [Alias("UpdateUser")]
    Task<UserSnapshot> UpdateUserAsync(Guid userId, UserChanges changes, Principal by, CancellationToken cancellationToken = default);

    /// <summary>Gives a user another password, which ends his sessions; with <paramref name="mustChange"/> he has to choose one of his own first.</summary>
    [Alias("SetPassword")]
    Task<UserSnapshot> SetPasswordAsync(Guid userId, string passwordHash, Principal by, bool mustChange = false, CancellationToken cancellationToken = default);

    /// <summary>Stores a stronger hash of the same password; ends nothing. Does nothing when the hash is another one by now.</summary>
    [Alias("StrengthenHash")]
    Task StrengthenHashAsync(Guid userId, string former, string stronger, CancellationToken cancellationToken = default);

    /// <summary>Ends all sessions of a user.</summary>
    [Alias("SignOutUser")]
    Task<UserSnapshot> SignOutUserAsync(Guid userId, Principal by, CancellationToken cancellationToken = default);

    /// <summary>Deletes a user and his API keys.</summary>
    [Alias("DeleteUser")]
    Task DeleteUserAsync(Guid userId, Principal by, CancellationToken cancellationToken = default);

    /// <summary>Creates a role, or changes a custom one: whoever has it is granted the new set at once.</summary>
    [Alias("PutRole")]
    Task<Role> PutRoleAsync(Role role, bool mustBeNew, Principal by, CancellationToken cancellationToken = default);

    /// <summary>Deletes a custom role that nobody has.</summary>
    [Alias("DeleteRole")]
    Task DeleteRoleAsync(string name, Principal by, CancellationToken cancellationToken = default);

    /// <summary>Stores an API key.</summary>
    [Alias("CreateKey")]
    Task<ApiKeySnapshot> CreateKeyAsync(ApiKeySnapshot key, Principal by, CancellationToken cancellationToken = default);

    /// <summary>Revokes an API key.</summary>
    [Alias("DeleteKey")]
    Task DeleteKeyAsync(Guid keyId, Principal by, CancellationToken cancellationToken = default);

    /// <summary>Says when keys were used last; kept in memory and written once in a while.</summary>
    [Alias("RecordKeyUses")]
    Task RecordKeyUsesAsync(ImmutableDictionary<Guid, DateTimeOffset> uses, CancellationToken cancellationToken = default);

    /// <summary>When keys were used last, as far as it was recorded.</summary>
    [ReadOnly, Alias("GetKeyUses")]
    ValueTask<ImmutableDictionary<Guid, DateTimeOffset>> GetKeyUsesAsync(CancellationToken cancellationToken = default);
}
