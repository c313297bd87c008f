using Nms.Probes;
using Nms.Snmp;

namespace Nms.Discovery.Snmp;

/// <summary>What makes the settings of a credential one. Messages name keys, never values: these are secrets.</summary>
internal static class SnmpCredentialRules
{
    public static string VersionOf(SnmpCredentialOptions settings) => settings.Version ?? (settings.User is null ? "2c" : "3");

    public static void Check(IReadOnlyList<SnmpCredentialOptions> all, List<string> errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < all.Count; i++)
        {
            var (one, key) = (all[i], FormattableString.Invariant($"{SnmpDiscoveryOptions.Section}:Credentials:{i}"));
            if (string.IsNullOrWhiteSpace(one.Name))
            {
                errors.Add($"{key}:Name is missing; profiles and logs call the credential so.");
            }
            else if (!names.Add(one.Name))
            {
                errors.Add($"{key}:Name is the one of another credential.");
            }

            switch (VersionOf(one))
            {
                case "1" or "2c":
                    CheckCommunity(one, key, errors);
                    break;
                case "3":
                    CheckUser(one, key, errors);
                    break;
                default:
                    errors.Add($"{key}:Version is {one.Version}; it must be 1, 2c or 3.");
                    break;
            }

            for (var range = 0; range < one.Ranges.Count; range++)
            {
                if (!IPAddressRange.TryParse(one.Ranges[range], out _, out var error))
                {
                    errors.Add(FormattableString.Invariant($"{key}:Ranges:{range}: {error}"));
                }
            }
        }
    }

    public static SnmpCredential Read(SnmpCredentialOptions settings) => VersionOf(settings) switch
    {
        "1" => SnmpCredential.Community(settings.Community!, SnmpVersion.V1),
        "2c" => SnmpCredential.Community(settings.Community!),
        _ => SnmpCredential.User(User(settings), settings.Context ?? ""),
    };

    public static SnmpCredential InVlan(SnmpCredentialOptions settings, int vlan) => VersionOf(settings) switch
    {
        "1" => SnmpCredential.Community(FormattableString.Invariant($"{settings.Community}@{vlan}"), SnmpVersion.V1),
        "2c" => SnmpCredential.Community(FormattableString.Invariant($"{settings.Community}@{vlan}")),
        _ => SnmpCredential.User(User(settings), FormattableString.Invariant($"vlan-{vlan}")),
    };

    private static UsmUser User(SnmpCredentialOptions settings) => new(
        settings.User!, settings.AuthProtocol, settings.AuthPassword ?? "", settings.PrivacyProtocol, settings.PrivacyPassword ?? "");

    private static void CheckCommunity(SnmpCredentialOptions one, string key, List<string> errors)
    {
        if (string.IsNullOrEmpty(one.Community))
        {
            errors.Add($"{key}:Community is missing; SNMPv1 and v2c have nothing else.");
        }

        if (one.User is not null)
        {
            errors.Add($"{key}:User belongs to SNMPv3.");
        }
    }

    private static void CheckUser(SnmpCredentialOptions one, string key, List<string> errors)
    {
        if (string.IsNullOrEmpty(one.User) || System.Text.Encoding.UTF8.GetByteCount(one.User) > 32)
        {
            errors.Add($"{key}:User is missing or has more than 32 bytes.");
        }

        if (one.Community is not null)
        {
            errors.Add($"{key}:Community belongs to SNMPv1 and v2c.");
        }

        if (one.AuthProtocol != AuthProtocol.None && (one.AuthPassword?.Length ?? 0) < 8)
        {
            errors.Add($"{key}:AuthPassword has less than 8 characters (RFC 3414 §11.2).");
        }

        if (one.PrivacyProtocol != PrivacyProtocol.None && (one.PrivacyPassword?.Length ?? 0) < 8)
        {
            errors.Add($"{key}:PrivacyPassword has less than 8 characters (RFC 3414 §11.2).");
        }

        if (one.PrivacyProtocol != PrivacyProtocol.None && one.AuthProtocol == AuthProtocol.None)
        {
            errors.Add($"{key}:PrivacyProtocol needs an AuthProtocol: what is encrypted is signed.");
        }
    }
}
