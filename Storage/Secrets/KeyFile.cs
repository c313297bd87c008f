using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Nms.Storage;

/// <summary>What a key file holds: a symmetric key, or a certificate with its private key.</summary>
internal sealed record KeyFile(byte[]? Key, X509Certificate2? Certificate)
{
    private const int KeyBytes = 32;
    private const int MostBytes = 1 << 20;

    /// <summary>Names the key in what it encrypted, and tells nothing else about it.</summary>
    public string Id => Convert.ToHexStringLower(HMACSHA256.HashData(Key!, "nms key file"u8).AsSpan(0, 8));

    /// <exception cref="StorageException">The file cannot be read or holds no key; the message names the setting.</exception>
    public static KeyFile Read(string setting, string path, string? password)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                throw Unusable(setting, path, "there is no such file");
            if (file.Length > MostBytes)
                throw Unusable(setting, path, "it is too large to be a key");

            return Parse(File.ReadAllBytes(path), password) ?? throw Unusable(
                setting, path, "it holds neither 32 bytes (raw, Base64 or hexadecimal) nor a certificate with an RSA private key (PEM or PFX)");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Unusable(setting, path, e.Message);
        }
    }

    public override string ToString() => Certificate is null ? "key" : "certificate";

    private static KeyFile? Parse(byte[] content, string? password)
    {
        if (content.Length == KeyBytes)
            return new KeyFile(content, null);

        var text = Encoding.ASCII.GetString(content).Trim();
        if (text.StartsWith("-----BEGIN", StringComparison.Ordinal))
            return WithRsa(password is null ? X509Certificate2.CreateFromPem(text, text) : X509Certificate2.CreateFromEncryptedPem(text, text, password));

        return FromText(text) is { } key ? new KeyFile(key, null) : WithRsa(X509CertificateLoader.LoadPkcs12(content, password));
    }

    private static byte[]? FromText(string text)
    {
        if (text.Length == 2 * KeyBytes && text.All(char.IsAsciiHexDigit))
            return Convert.FromHexString(text);

        var bytes = new byte[KeyBytes];
        return text.Length < 2 * KeyBytes && Convert.TryFromBase64String(text, bytes, out var written) && written == KeyBytes ? bytes : null;
    }

    private static KeyFile? WithRsa(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPrivateKey();
        return rsa is null ? null : new KeyFile(null, certificate);
    }

    private static StorageException Unusable(string setting, string path, string reason) =>
        new("secrets_key_file", $"{setting} is '{path}', which cannot be used: {reason}.");
}
