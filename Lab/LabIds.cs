using System.Security.Cryptography;
using System.Text;

namespace Nms.Lab;

/// <summary>
/// Identifiers. What a topology file declares has the same identifiers at every start, so that a client that remembers
/// them finds them again; what is created later is new.
/// </summary>
internal static class LabIds
{
    public static string New() => Guid.NewGuid().ToString("D");

    /// <summary>The identifier that belongs to a path of names, as a version 8 UUID.</summary>
    public static string For(params ReadOnlySpan<string> names)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names)))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    public static bool IsUuid(string? text) => Guid.TryParseExact(text, "D", out _);
}
