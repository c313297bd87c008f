using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Nms.Access;

namespace Nms.Api.Access;

/// <summary>Brings the administrator into being when the program starts for the first time.</summary>
public sealed class AdministratorSetup
{
    private readonly IGrainFactory _grains;
    private readonly PasswordHashing _hashing;
    private readonly IOptions<AccessOptions> _options;

    internal AdministratorSetup(IGrainFactory grains, PasswordHashing hashing, IOptions<AccessOptions> options) =>
        (_grains, _hashing, _options) = (grains, hashing, options);

    /// <summary>True when there are no users yet.</summary>
    public async Task<bool> IsFirstStartAsync(CancellationToken cancellationToken) =>
        (await _grains.AccessDirectory().GetChangesAsync(default, cancellationToken)).Users is null or { Length: 0 };

    /// <summary>True while somebody may do everything with a password that the program made up.</summary>
    public async Task<bool> HasGeneratedPasswordAsync(CancellationToken cancellationToken)
    {
        var users = (await _grains.AccessDirectory().GetChangesAsync(default, cancellationToken)).Users ?? [];
        return users.Any(user => user is { Enabled: true, PasswordGenerated: true });
    }

    /// <summary>What is wrong with a name and a password from the settings, or null.</summary>
    public string? Complaint(string name, string password) =>
        !NameRules.IsName(name) ? $"the name '{name}' must be made of up to {NameRules.LongestName} letters, digits and . _ @ + -"
        : PasswordLogic.Complaint(password, name, _options.Value.MinimumPasswordLength) is { } complaint ? $"the password {complaint}"
        : null;

    /// <summary>Creates the administrator where there are no users, or resets him. True when this call did; in a cluster one silo's does.</summary>
    public async Task<bool> EnsureAsync(string name, string password, bool generated, bool reset, CancellationToken cancellationToken)
    {
        if (reset && await IsSoAlreadyAsync(name, password, cancellationToken))
        {
            return false;
        }

        var hash = await _hashing.HashAsync(password, cancellationToken);
        return await _grains.AccessDirectory().EnsureAdministratorAsync(new FirstAdministrator(name, hash, generated, reset), cancellationToken);
    }

    // A reset that stays in the settings must not end the sessions at each start.
    private async Task<bool> IsSoAlreadyAsync(string name, string password, CancellationToken cancellationToken) =>
        await _grains.AccessDirectory().FindCredentialAsync(name, cancellationToken) is { User.Enabled: true } known
        && known.User.Roles.Any(binding => binding is { Role: BuiltInRoles.AdministratorName, Projects: null })
        && await _hashing.VerifyAsync(known.PasswordHash, password, cancellationToken) != PasswordVerificationResult.Failed;
}
