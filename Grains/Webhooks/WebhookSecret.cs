using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Nms.Webhooks;

/// <summary>What deliveries are signed with, as standardwebhooks.com has it: whsec_ and the base64 of 24 to 64 bytes.</summary>
internal sealed class WebhookSecret
{
    private const int Length = 32;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    public static WebhookSecret New() => new(RandomNumberGenerator.GetBytes(Length));

    /// <exception cref="FormatException">It is no such secret; it is not repeated.</exception>
    public static WebhookSecret Parse(string text)
    {
        return WebhookSecretShape.IsMatch(text)
            ? new WebhookSecret(Convert.FromBase64String(text[WebhookSecretShape.Prefix.Length..]))
            : throw new FormatException("A secret is whsec_ and the base64 of 24 to 64 bytes.");
    }

    /// <summary>One entry of webhook-signature: v1, and the HMAC-SHA256 of id, instant and body, with dots between them.</summary>
    public string Sign(string messageId, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{messageId}.{at.ToUnixTimeSeconds()}.")));
        hmac.AppendData(body);
        return $"v1,{Convert.ToBase64String(hmac.GetHashAndReset())}";
    }

    /// <summary>The secret itself, for whoever made it and for encryption.</summary>
    public string Reveal() => WebhookSecretShape.Prefix + Convert.ToBase64String(_key);

    /// <summary>Leaves the secret out.</summary>
    public override string ToString() => "whsec_[redacted]";
}
