using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Nms.Snmp.Security;

/// <summary>The keys of one user at one engine, and what is done with them. Safe for concurrent use.</summary>
internal sealed class UsmKeys
{
    public const int SaltLength = 8;
    private const int DesBlock = 8;
    private const int AesBlock = 16;

    private readonly AuthProtocol _auth;
    private readonly byte[] _authKey;
    private readonly PrivacyProtocol _privacy;
    private readonly Lazy<(SymmetricAlgorithm Cipher, byte[] Initial)> _cipher;
    private readonly Lock _gate = new();
    private long _salt = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));

    /// <summary>The privacy key is derived when it is needed: for a stranger's engine id only after he signed.</summary>
    public UsmKeys(AuthProtocol auth, byte[] authKey, PrivacyProtocol privacy, Func<byte[]> privacyKey)
    {
        _auth = auth;
        _authKey = authKey;
        _privacy = privacy;
        _cipher = new Lazy<(SymmetricAlgorithm Cipher, byte[] Initial)>(() => CreateCipher(privacy, privacyKey()));
    }

    /// <summary>Of a user who neither signs nor encrypts.</summary>
    public static UsmKeys None { get; } = new(AuthProtocol.None, [], PrivacyProtocol.None, () => []);

    public SecurityLevel Level => _privacy != PrivacyProtocol.None ? SecurityLevel.AuthPriv
        : _auth != AuthProtocol.None ? SecurityLevel.AuthNoPriv : SecurityLevel.NoAuthNoPriv;

    public int MacLength => UsmHash.MacLength(_auth);

    private bool IsAes => _privacy >= PrivacyProtocol.Aes128;

    public static int PrivacyKeyLength(PrivacyProtocol protocol) => protocol switch
    {
        PrivacyProtocol.Des or PrivacyProtocol.Aes128 => 16,
        PrivacyProtocol.Aes192 or PrivacyProtocol.Aes192Reeder => 24,
        PrivacyProtocol.TripleDes or PrivacyProtocol.Aes256 or PrivacyProtocol.Aes256Reeder => 32,
        _ => 0,
    };

    /// <summary>Signs a message whose place for the MAC holds zeros.</summary>
    public void Sign(Span<byte> message, int macAt)
    {
        Span<byte> mac = stackalloc byte[UsmHash.LongestHash];
        UsmHash.Mac(_auth, _authKey, message, mac);
        mac[..MacLength].CopyTo(message[macAt..]);
    }

    /// <summary>Looks whether a message is signed with this key. The message is changed for a moment.</summary>
    public bool Verify(Span<byte> message, Range macAt)
    {
        var place = message[macAt];
        if (place.Length != MacLength || _auth == AuthProtocol.None)
        {
            return false;
        }

        Span<byte> received = stackalloc byte[UsmHash.LongestHash];
        Span<byte> computed = stackalloc byte[UsmHash.LongestHash];
        received = received[..place.Length];
        place.CopyTo(received);
        place.Clear();
        UsmHash.Mac(_auth, _authKey, message, computed);
        received.CopyTo(place);
        return CryptographicOperations.FixedTimeEquals(received, computed[..place.Length]);
    }

    /// <summary>Encrypts to a buffer with a block to spare, and says how long the result is.</summary>
    public int Encrypt(ReadOnlySpan<byte> plain, uint boots, uint time, Span<byte> salt, Span<byte> destination)
    {
        var number = Interlocked.Increment(ref _salt);
        BinaryPrimitives.WriteInt64BigEndian(salt, number);
        if (!IsAes)
        {
            BinaryPrimitives.WriteUInt32BigEndian(salt, boots);
        }

        Span<byte> initial = stackalloc byte[AesBlock];
        initial = Initial(salt, boots, time, initial);
        var block = initial.Length;
        var padded = (plain.Length + block - 1) / block * block;
        plain.CopyTo(destination);
        destination[plain.Length..padded].Clear();
        lock (_gate)
        {
            if (!IsAes)
            {
                return _cipher.Value.Cipher.EncryptCbc(destination[..padded], initial, destination, PaddingMode.None);
            }

            // CFB is a stream: what the padding became is not sent.
            _cipher.Value.Cipher.EncryptCfb(destination[..padded], initial, destination, PaddingMode.None, AesBlock * 8);
            return plain.Length;
        }
    }

    /// <summary>Decrypts to an array that may have zeros at its end; null when the parameters cannot be right.</summary>
    public byte[]? Decrypt(ReadOnlySpan<byte> encrypted, uint boots, uint time, ReadOnlySpan<byte> salt)
    {
        try
        {
            return DecryptUnlessWeak(encrypted, boots, time, salt);
        }
        catch (CryptographicException)
        {
            // The key that this engine id gives is one of those the cipher refuses as weak.
            return null;
        }
    }

    private byte[]? DecryptUnlessWeak(ReadOnlySpan<byte> encrypted, uint boots, uint time, ReadOnlySpan<byte> salt)
    {
        if (salt.Length != SaltLength || encrypted.IsEmpty || (!IsAes && encrypted.Length % DesBlock != 0))
        {
            return null;
        }

        Span<byte> initial = stackalloc byte[AesBlock];
        initial = Initial(salt, boots, time, initial);
        var plain = new byte[(encrypted.Length + initial.Length - 1) / initial.Length * initial.Length];
        encrypted.CopyTo(plain);
        lock (_gate)
        {
            if (IsAes)
            {
                _cipher.Value.Cipher.DecryptCfb(plain, initial, plain, PaddingMode.None, AesBlock * 8);
            }
            else
            {
                _cipher.Value.Cipher.DecryptCbc(plain, initial, plain, PaddingMode.None);
            }
        }

        return plain;
    }

    private static (SymmetricAlgorithm Cipher, byte[] Initial) CreateCipher(PrivacyProtocol privacy, byte[] key)
    {
        SymmetricAlgorithm cipher = privacy switch
        {
            PrivacyProtocol.Des => DES.Create(),
            PrivacyProtocol.TripleDes => TripleDES.Create(),
            _ => Aes.Create(),
        };
        var length = privacy switch { PrivacyProtocol.Des => 8, PrivacyProtocol.TripleDes => 24, _ => key.Length };
        cipher.Key = key[..length];
        return (cipher, key[length..]);
    }

    /// <summary>RFC 3414 §8.1.1.1 and RFC 3826 §3.1.2.1.</summary>
    private Span<byte> Initial(ReadOnlySpan<byte> salt, uint boots, uint time, Span<byte> room)
    {
        if (IsAes)
        {
            BinaryPrimitives.WriteUInt32BigEndian(room, boots);
            BinaryPrimitives.WriteUInt32BigEndian(room[4..], time);
            salt.CopyTo(room[8..]);
            return room;
        }

        for (var i = 0; i < DesBlock; i++)
        {
            room[i] = (byte)(_cipher.Value.Initial[i] ^ salt[i]);
        }

        return room[..DesBlock];
    }
}
