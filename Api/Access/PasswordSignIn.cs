using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Nms.Access;
using Nms.Api.Limits;

namespace Nms.Api.Access;

/// <summary>
/// Checks a name and a password. Whatever is wrong is answered alike and takes as long: an unknown name, a wrong password, a
/// disabled user. Failures make the next attempt wait, for the account at this address first, then for the address and the
/// account as a whole; those waits are shorter, so that a stranger cannot lock anybody out.
/// </summary>
internal sealed partial class PasswordSignIn(IGrainFactory grains, PasswordHashing hashing, ILogger<PasswordSignIn> logger)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_longestShared = TimeSpan.FromMinutes(1);

    /// <exception cref="UnauthenticatedException">The name or the password is wrong.</exception>
    /// <exception cref="ThrottledException">Too many attempts failed.</exception>
    public async Task<UserSnapshot> CheckAsync(string name, string password, IPAddress? address, CancellationToken cancellationToken)
    {
        var (from, account) = (CallerAddress.Of(address), Account(name));
        Gate[] gates =
        [
            new($"address:{from}", 30, s_longestShared, ForgetAll: false),
            new($"account:{account}", 100, s_longestShared, ForgetAll: false),
            new($"pair:{account}@{from}", 5, s_longest, ForgetAll: true),
        ];
        await AdmitAsync(gates, cancellationToken);

        var credential = await grains.AccessDirectory().FindCredentialAsync(name, cancellationToken);
        var result = await hashing.VerifyAsync(credential?.PasswordHash, password, cancellationToken);
        if (result == PasswordVerificationResult.Failed || credential is not { User.Enabled: true, PasswordHash: { } hash })
        {
            LogRefused(NameRules.IsName(name) ? name : "(no possible name)", from);
            throw new UnauthenticatedException("credentials_refused", "The name or the password is wrong.");
        }

        foreach (var gate in gates)
        {
            await grains.SignInAttempts(gate.Subject).SucceedAsync(gate.ForgetAll, cancellationToken);
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await grains.AccessDirectory().StrengthenHashAsync(
                credential.User.Id, hash, await hashing.HashAsync(password, cancellationToken), cancellationToken);
        }

        return credential.User;
    }

    private async Task AdmitAsync(Gate[] gates, CancellationToken cancellationToken)
    {
        for (var index = 0; index < gates.Length; index++)
        {
            var gate = gates[index];
            if (await grains.SignInAttempts(gate.Subject).AdmitAsync(gate.Free, gate.Longest, cancellationToken) is not { } wait)
            {
                continue;
            }

            // Those that let it pass counted an attempt that is not made.
            foreach (var passed in gates.Take(index))
            {
                await grains.SignInAttempts(passed.Subject).SucceedAsync(forgetAll: false, cancellationToken);
            }

            throw new ThrottledException("sign_in_delayed", $"Too many sign-ins failed; try again in {Math.Ceiling(wait.TotalSeconds):0} s.") { RetryAfter = wait };
        }
    }

    // Any text may come as a name; as a key it is short and harmless.
    private static string Account(string name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToUpperInvariant())).AsSpan(0, 16));

    [LoggerMessage(9522, LogLevel.Warning, "A sign-in as {Name} from {Address} was refused")]
    private partial void LogRefused(string name, string address);

    private sealed record Gate(string Subject, int Free, TimeSpan Longest, bool ForgetAll);
}
