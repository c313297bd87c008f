using System.Security.Cryptography;

namespace Nms.Snmp.Security;

/// <summary>The hash under an authentication protocol, and its MAC.</summary>
internal static class UsmHash
{
    public const int LongestHash = 64;
    private const int ShaBlock = 64;

    public static int Length(AuthProtocol protocol) => protocol switch
    {
        AuthProtocol.Md5 => 16,
        AuthProtocol.Sha1 => 20,
        AuthProtocol.Sha224 => 28,
        AuthProtocol.Sha256 => 32,
        AuthProtocol.Sha384 => 48,
        AuthProtocol.Sha512 => 64,
        _ => 0,
    };

    /// <summary>How many bytes of the MAC a message carries (RFC 3414 §6.1, RFC 7860 §4.1).</summary>
    public static int MacLength(AuthProtocol protocol) => protocol switch
    {
        AuthProtocol.Md5 or AuthProtocol.Sha1 => 12,
        AuthProtocol.Sha224 => 16,
        AuthProtocol.Sha256 => 24,
        AuthProtocol.Sha384 => 32,
        AuthProtocol.Sha512 => 48,
        _ => 0,
    };

    public static int Hash(AuthProtocol protocol, ReadOnlySpan<byte> source, Span<byte> destination) => protocol switch
    {
        AuthProtocol.Md5 => MD5.HashData(source, destination),
        AuthProtocol.Sha1 => SHA1.HashData(source, destination),
        AuthProtocol.Sha224 => Sha224.HashData(source, destination),
        AuthProtocol.Sha256 => SHA256.HashData(source, destination),
        AuthProtocol.Sha384 => SHA384.HashData(source, destination),
        AuthProtocol.Sha512 => SHA512.HashData(source, destination),
        _ => throw new ArgumentOutOfRangeException(nameof(protocol)),
    };

    public static int Mac(AuthProtocol protocol, ReadOnlySpan<byte> key, ReadOnlySpan<byte> source, Span<byte> destination) => protocol switch
    {
        AuthProtocol.Md5 => HMACMD5.HashData(key, source, destination),
        AuthProtocol.Sha1 => HMACSHA1.HashData(key, source, destination),
        AuthProtocol.Sha224 => MacSha224(key, source, destination),
        AuthProtocol.Sha256 => HMACSHA256.HashData(key, source, destination),
        AuthProtocol.Sha384 => HMACSHA384.HashData(key, source, destination),
        AuthProtocol.Sha512 => HMACSHA512.HashData(key, source, destination),
        _ => throw new ArgumentOutOfRangeException(nameof(protocol)),
    };

    /// <summary>RFC 2104 over SHA-224, which .NET does not have. The key is a localised one, so never longer than a block.</summary>
    private static int MacSha224(ReadOnlySpan<byte> key, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        Span<byte> pad = stackalloc byte[ShaBlock];
        Span<byte> inner = stackalloc byte[28];
        Xor(key, 0x36, pad);
        var hash = new Sha224();
        hash.Append(pad);
        hash.Append(source);
        hash.Finish(inner);
        Xor(key, 0x5C, pad);
        hash = new Sha224();
        hash.Append(pad);
        hash.Append(inner);
        return hash.Finish(destination);
    }

    private static void Xor(ReadOnlySpan<byte> key, byte with, Span<byte> pad)
    {
        pad.Fill(with);
        for (var i = 0; i < key.Length; i++)
        {
            pad[i] ^= key[i];
        }
    }
}
