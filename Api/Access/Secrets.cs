using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Nms.Api.Access;

/// <summary>Random secrets of 256 bits. They cannot be guessed, so one round of SHA-256 keeps them well.</summary>
internal static class Secrets
{
    /// <summary>Characters of a secret.</summary>
    public const int Length = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static bool IsWellFormed(ReadOnlySpan<char> secret) => secret.Length == Length && Base64Url.IsValid(secret);

    /// <summary>SHA-256, in hexadecimal digits.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));

    public static bool Matches(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(hash));
}
