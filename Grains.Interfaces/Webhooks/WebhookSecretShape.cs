using System.Buffers.Text;

namespace Nms.Webhooks;

/// <summary>What secrets look like that webhooks are signed with, as standardwebhooks.com has it: whsec_ and the base64 of 24 to 64 bytes.</summary>
public static class WebhookSecretShape
{
    /// <summary>What every secret begins with.</summary>
    public const string Prefix = "whsec_";

    private const int Shortest = 24;
    private const int Longest = 64;

    /// <summary>Whether a text is such a secret.</summary>
    public static bool IsMatch(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Prefix, StringComparison.Ordinal) && Base64.IsValid(text.AsSpan(Prefix.Length), out var length) && length is >= Shortest and <= Longest;
    }
}
