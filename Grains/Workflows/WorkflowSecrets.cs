using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection;

namespace Nms.Workflows;

/// <summary>
/// Keeps secret inputs encrypted wherever a run is kept: in their stead stand tokens, which expressions may pass on and put into texts. They are
/// opened for the attempt that needs them, and what such an attempt gives is searched for them.
/// </summary>
internal sealed partial class WorkflowSecrets(IDataProtectionProvider protection)
{
    /// <summary>Shorter ones would mask half of every text.</summary>
    private const int ShortestMasked = 4;

    private readonly IDataProtector _protector = protection.CreateProtector("Nms.Workflows.Inputs.v1");

    public string Protect(string secret) => $"nms-secret:{_protector.Protect(secret)};";

    /// <summary>The JSON with secrets in clear, and these.</summary>
    public (JsonElement Clear, IReadOnlyCollection<string> Secrets) Reveal(JsonElement inputs)
    {
        var text = inputs.GetRawText();
        if (!text.Contains("nms-secret:", StringComparison.Ordinal))
        {
            return (inputs, []);
        }

        var secrets = new HashSet<string>(StringComparer.Ordinal);
        var clear = Token.Replace(text, match =>
        {
            var secret = _protector.Unprotect(match.Groups["secret"].Value);
            secrets.Add(secret);
            return JsonEncodedText.Encode(secret).ToString();
        });
        return (JsonElement.Parse(clear), secrets);
    }

    /// <summary>A text without the secrets.</summary>
    public static string Mask(string text, IReadOnlyCollection<string> secrets)
    {
        foreach (var secret in secrets.Where(secret => secret.Length >= ShortestMasked))
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal).Replace(JsonEncodedText.Encode(secret).ToString(), "***", StringComparison.Ordinal);
        }

        return text;
    }

    [GeneratedRegex("nms-secret:(?<secret>[A-Za-z0-9_-]+);", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Token { get; }
}
