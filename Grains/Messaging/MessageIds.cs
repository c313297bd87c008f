using System.Security.Cryptography;
using System.Text;

namespace Nms.Messaging;

/// <summary>Ids that follow from others, so that repeating a step repeats the same messages. Pure.</summary>
internal static class MessageIds
{
    /// <summary>The id of what follows from <paramref name="cause"/> for <paramref name="target"/>: a UUID of version 8 (RFC 9562).</summary>
    public static Guid Derive(Guid cause, string target)
    {
        Span<byte> bytes = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(target.Length)];
        cause.TryWriteBytes(bytes, bigEndian: true, out _);
        var length = 16 + Encoding.UTF8.GetBytes(target, bytes[16..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
