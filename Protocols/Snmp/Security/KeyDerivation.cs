namespace Nms.Snmp.Security;

/// <summary>From a password to the keys for one engine (RFC 3414 §2.6 and A.2, RFC 3826 §1.2 and its drafts).</summary>
internal static class KeyDerivation
{
    private const int Mebibyte = 1024 * 1024;

    /// <summary>Ku: the hash of the password repeated to a mebibyte.</summary>
    public static byte[] FromPassword(AuthProtocol protocol, ReadOnlySpan<byte> password)
    {
        if (password.IsEmpty)
        {
            return [];
        }

        var repeated = new byte[Mebibyte];
        for (var at = 0; at < Mebibyte; at += password.Length)
        {
            password[..Math.Min(password.Length, Mebibyte - at)].CopyTo(repeated.AsSpan(at));
        }

        var key = new byte[UsmHash.Length(protocol)];
        UsmHash.Hash(protocol, repeated, key);
        Array.Clear(repeated);
        return key;
    }

    /// <summary>Kul: the hash of Ku, the engine and Ku.</summary>
    public static byte[] Localize(AuthProtocol protocol, ReadOnlySpan<byte> master, ReadOnlySpan<byte> engineId)
    {
        var key = new byte[UsmHash.Length(protocol)];
        UsmHash.Hash(protocol, (byte[])[.. master, .. engineId, .. master], key);
        return key;
    }

    /// <summary>The key of a privacy protocol from a localised one, which may be too short for it.</summary>
    public static byte[] Extend(AuthProtocol auth, PrivacyProtocol privacy, byte[] localized, ReadOnlySpan<byte> engineId)
    {
        var wanted = UsmKeys.PrivacyKeyLength(privacy);
        var key = localized;
        var part = localized;
        Span<byte> hash = stackalloc byte[UsmHash.LongestHash];
        while (key.Length < wanted)
        {
            if (privacy is PrivacyProtocol.Aes192 or PrivacyProtocol.Aes256)
            {
                var length = UsmHash.Hash(auth, key, hash);
                key = [.. key, .. hash[..length]];
            }
            else
            {
                part = Localize(auth, FromPassword(auth, part), engineId);
                key = [.. key, .. part];
            }
        }

        return key[..wanted];
    }
}
