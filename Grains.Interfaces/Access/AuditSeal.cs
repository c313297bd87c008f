using System.Security.Cryptography;

namespace Nms.Access;

/// <summary>
/// How entries are hashed: SHA-256, which shows a change to whoever remembers a hash, or HMAC-SHA-256, which whoever has not
/// the key cannot compute. Safe for several threads.
/// </summary>
public sealed class AuditSeal
{
    private readonly byte[]? _key;

    private AuditSeal(byte[]? key, string name)
    {
        _key = key;
        Name = name;
    }

    /// <summary>SHA-256, "sha256".</summary>
    public static AuditSeal Unkeyed { get; } = new(null, "sha256");

    /// <summary>Stands in every entry: "sha256", or "hmac-sha256:" and eight bytes that name the key and tell nothing else about it.</summary>
    public string Name { get; }

    /// <summary>Whether there is a key.</summary>
    public bool IsKeyed => _key is not null;

    /// <summary>HMAC-SHA-256 with a key.</summary>
    public static AuditSeal WithKey(byte[] key) =>
        new(key, $"hmac-sha256:{Convert.ToHexStringLower(HMACSHA256.HashData(key, "nms audit key"u8).AsSpan(0, 8))}");

    /// <summary>The hash of some bytes, in lower-case hexadecimal.</summary>
    public string Compute(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = _key is null ? SHA256.HashData(data, hash) : HMACSHA256.HashData(_key, data, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The seal of a name, as far as it can be known here.</summary>
    public AuditSeal? Named(string name) => name == Name ? this : name == Unkeyed.Name ? Unkeyed : null;
}
