using System.Text.RegularExpressions;

namespace Nms.Discovery.Configurations;

/// <summary>
/// Takes passwords, keys and communities out of configurations, in the forms of every language that is known, and of any that is not:
/// a line that is taken for a secret loses the rest of itself. Pure.
/// </summary>
internal static partial class SecretRedaction
{
    public const string Redacted = "<redacted>";

    /// <summary>The text without its secrets.</summary>
    public static string Redact(string text)
    {
        text = Pem().Replace(text, "-----BEGIN$1-----\n" + Redacted + "\n-----END$1-----");
        text = SecretBlocks.Redact(text);
        text = Certificate().Replace(text, "$1" + Redacted + "\n");
        text = Community().Replace(text, "$1" + Redacted + "$3");
        text = Tree().Replace(text, "$1" + Redacted + "$3");
        text = Host().Replace(text, "$1" + Redacted);
        text = KeyOrAuthentication().Replace(text, "$1" + Redacted);
        text = Hash().Replace(text, Redacted);
        text = Usm().Replace(text, "$1" + Redacted);
        return Assignment().Replace(text, match =>
            match.Groups["rest"].Value.Trim().TrimEnd(';') is "" || match.Groups["before"].Value.TrimStart().StartsWith("service password", StringComparison.Ordinal)
                ? match.Value
                : match.Groups["before"].Value + Redacted);
    }

    [GeneratedRegex(@"-----BEGIN([A-Z0-9 ]*)-----[^-]*-----END[A-Z0-9 ]*-----", RegexOptions.NonBacktracking)]
    private static partial Regex Pem();

    // The hexadecimal lines of crypto pki certificates.
    [GeneratedRegex(@"^([ \t]+certificate[^\r\n]*\r?\n)(?:[ \t]+[0-9A-F ]+\r?\n)+", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Certificate();

    [GeneratedRegex(@"^([ \t]*(?:set )?(?:snmp-server community|snmp community|rocommunity6?|rwcommunity6?|service snmp community)[ \t]+)(\S+)([^\r\n]*)$", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Community();

    // The braces of Junos and VyOS: the word snmp stands lines above.
    [GeneratedRegex(@"^([ \t]*(?:[^\r\n]*\{)?[ \t]*community[ \t]+)([^\s{;]+)([ \t]*[{;][^\r\n]*)$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Tree();

    // The community is the last word but for the classes of traps, behind words that differ from vendor to vendor.
    [GeneratedRegex(@"^([ \t]*snmp-server host [^\s]+)[ \t]+[^\r\n]*", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Host();

    // The number of a key in a chain is none; the key of a server is.
    [GeneratedRegex(@"^([ \t]+(?:key(?:[ \t]+[0-9])?(?:[ \t]+hex)?|ip nhrp authentication|(?:standby|vrrp|glbp)[^\r\n]* authentication(?: text| md5)?))[ \t]+[^\s]*[^0-9\s][^\r\n]*", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex KeyOrAuthentication();

    // Hashes of crypt(3), and the reversible ones of Junos, wherever they stand. Nothing follows the bounded repetition, so nothing is tried twice.
    [GeneratedRegex("""\$(?:1|2[aby]?|5|6|8|9|14|y|7|sha512)\$[^\s"';,]{1,512}""")]
    private static partial Regex Hash();

    [GeneratedRegex(@"^([ \t]*(?:snmp-server user|createUser)[ \t]+[^\r\n]*?\b(?:auth|MD5|SHA[0-9-]*))[ \t][^\r\n]*", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Usm();

    [GeneratedRegex(@"(?<before>^[^\r\n]*\b(?:password|passwd|secret|passphrase|psk|wpa-psk|wpa-passphrase|key-string|pre-shared-key|pre-shared-secret|shared-secret|plaintext-password|encrypted-password|authentication-key|md5 key|message-digest-key [0-9]+ md5|(?:tacacs|radius)(?:-server)?[^\r\n]* key|crypto isakmp key|private-key|api-key|apikey|token|authentication-password|privacy-password|hashed-passwd)\b[ \t=:]+)(?<rest>[^\r\n]*)", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();
}
