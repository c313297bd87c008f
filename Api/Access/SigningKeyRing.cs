using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using Nms.Access;

namespace Nms.Api.Access;

/// <summary>
/// The keys that sign and verify access tokens, decrypted. HMAC-SHA-256: every silo both signs and verifies, and a check
/// costs microseconds. A new key takes over every thirty days.
/// </summary>
internal sealed partial class SigningKeyRing(IDataProtectionProvider protection, TimeProvider time, ILogger<SigningKeyRing> logger)
{
    private static readonly TimeSpan s_renewAfter = TimeSpan.FromDays(30);

    // Other silos learn of a key within a second or so; before that they could not verify what it signs.
    private static readonly TimeSpan s_knownEverywhere = TimeSpan.FromSeconds(10);

    private readonly IDataProtector _protector = protection.CreateProtector("Nms.Access.SigningKeys.v1");
    private ImmutableArray<Entry> _entries = [];
    private string? _newest;

    public SecurityKey? Find(string? id) => Array.Find(_entries.AsSpan().ToArray(), entry => entry.Key.KeyId == id)?.Key;

    /// <summary>What to sign with now.</summary>
    public SecurityKey Current
    {
        get
        {
            var entries = _entries;
            var settled = time.GetUtcNow() - s_knownEverywhere;
            return (entries.LastOrDefault(entry => entry.CreatedAt <= settled) ?? entries.LastOrDefault())?.Key
                ?? throw new NmsException("access_unavailable", "Access tokens cannot be signed yet; try again.") { IsTransient = true };
        }
    }

    public void Load(ImmutableArray<SigningKeyRecord> records)
    {
        var known = _entries;
        _entries = [.. records.Select(record => known.FirstOrDefault(entry => entry.Key.KeyId == record.Id) ?? Decrypt(record)).OfType<Entry>()];
        _newest = records.LastOrDefault()?.Id;
    }

    /// <summary>A key to be added, and the newest it follows; null while the present one will do.</summary>
    public (SigningKeyRecord Key, string? Newest)? Successor() =>
        _entries.LastOrDefault() is { } newest && time.GetUtcNow() - newest.CreatedAt < s_renewAfter ? null : (NewKey(), _newest);

    /// <summary>A key to be added whatever the present ones are.</summary>
    public (SigningKeyRecord Key, string? Newest) Replacement() => (NewKey(), _newest);

    private SigningKeyRecord NewKey()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var now = time.GetUtcNow();
        return new SigningKeyRecord(Guid.CreateVersion7(now).ToString("N"), Convert.ToBase64String(_protector.Protect(secret)), now);
    }

    private Entry? Decrypt(SigningKeyRecord record)
    {
        try
        {
            var secret = _protector.Unprotect(Convert.FromBase64String(record.Protected));
            return new Entry(new SymmetricSecurityKey(secret) { KeyId = record.Id }, record.CreatedAt);
        }
        catch (CryptographicException failure)
        {
            LogUnreadable(failure, record.Id);
            return null;
        }
    }

    [LoggerMessage(9523, LogLevel.Error, "Signing key {Key} cannot be decrypted: this silo lacks the Data Protection key that the others use. Tokens signed with it are refused here")]
    private partial void LogUnreadable(Exception failure, string key);

    private sealed record Entry(SecurityKey Key, DateTimeOffset CreatedAt);
}
