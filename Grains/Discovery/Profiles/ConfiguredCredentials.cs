using System.Collections.Immutable;
using System.Globalization;
using Nms.Discovery.Configurations;
using Nms.Discovery.Snmp;
using Nms.Snmp;

namespace Nms.Discovery.Profiles;

/// <summary>What a node's own configuration lets into its agent. Their names say where they stand and hold no secret. Pure.</summary>
internal static class ConfiguredCredentials
{
    /// <summary>Tries of one node at most; each silent one costs its patience.</summary>
    private const int Most = 8;

    /// <summary>The shortest password of SNMPv3 (RFC 3414 §11.2).</summary>
    private const int ShortestPassword = 8;

    /// <summary>The credentials that a configuration names; those that only read come first.</summary>
    public static ImmutableArray<SnmpCredentialOptions> Of(ConfigurationFacts? facts, string file) => facts is null
        ? []
        :
        [
            .. facts.Communities.OrderBy(one => one.Access == "rw").Select(one => new SnmpCredentialOptions { Name = Name(file, one.Line), Community = one.Community.Reveal() })
                .Concat(facts.Users.Select(one => User(one, Name(file, one.Line))).OfType<SnmpCredentialOptions>()).Take(Most),
        ];

    private static SnmpCredentialOptions? User(ConfiguredUser user, string name)
    {
        var (auth, privacy) = (Auth(user.AuthProtocol), Privacy(user.PrivacyProtocol));
        var isSound = (auth == AuthProtocol.None || user.AuthPassword?.Reveal().Length >= ShortestPassword)
            && (privacy == PrivacyProtocol.None || (auth != AuthProtocol.None && user.PrivacyPassword?.Reveal().Length >= ShortestPassword));
        return isSound && auth is { } signs && privacy is { } encrypts
            ? new SnmpCredentialOptions
            {
                Name = name,
                User = user.Name,
                AuthProtocol = signs,
                AuthPassword = user.AuthPassword?.Reveal(),
                PrivacyProtocol = encrypts,
                PrivacyPassword = user.PrivacyPassword?.Reveal(),
            }
            : null;
    }

    private static AuthProtocol? Auth(string? word) => word?.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal) switch
    {
        null => AuthProtocol.None,
        "md5" => AuthProtocol.Md5,
        "sha" or "sha1" => AuthProtocol.Sha1,
        "sha224" => AuthProtocol.Sha224,
        "sha256" => AuthProtocol.Sha256,
        "sha384" => AuthProtocol.Sha384,
        "sha512" => AuthProtocol.Sha512,
        _ => null,
    };

    private static PrivacyProtocol? Privacy(string? word) => word?.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal) switch
    {
        null => PrivacyProtocol.None,
        "des" => PrivacyProtocol.Des,
        "3des" => PrivacyProtocol.TripleDes,
        "aes" or "aes128" => PrivacyProtocol.Aes128,
        "aes192" => PrivacyProtocol.Aes192,
        "aes256" => PrivacyProtocol.Aes256,
        _ => null,
    };

    private static string Name(string file, int line) => string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}");
}
