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
    private readonly byte[] _initial = [];
    private readonly SymmetricAlgorithm? _cipher;
    private readonly Lock _gate = new();
    private long _salt = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));

    public UsmKeys(AuthProtocol auth, byte[] authKey, PrivacyProtocol privacy, byte[]? privacyKey)
    {
        _auth = auth;
        _authKey = authKey;
        _privacy = privacy;
        switch (privacy)
        {
            case PrivacyProtocol.None:
                break;
            case PrivacyProtocol.Des:
                _cipher = DES.Create();
                _cipher.Key = privacyKey![..8];
                _initial = privacyKey[8..16];
                break;
            case PrivacyProtocol.TripleDes:
                _cipher = TripleDES.Create();
                _cipher.Key = privacyKey![..24];
                _initial = privacyKey[24..32];
                break;
            default:
                _cipher = Aes.Create();
                _cipher.Key = privacyKey!;
                break;
        }
    }

    /// <summary>Of a user who neither signs nor encrypts.</summary>
    public static UsmKeys None { get; } = new(AuthProtocol.None, [], PrivacyProtocol.None, null);

    public SecurityLevel Level => _cipher is not null ? SecurityLevel.AuthPriv
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
                return _cipher!.EncryptCbc(destination[..padded], initial, destination, PaddingMode.None);
            }

            // CFB is a stream: what the padding became is not sent.
            _cipher!.EncryptCfb(destination[..padded], initial, destination, PaddingMode.None, AesBlock * 8);
            return plain.Length;
        }
    }

    /// <summary>Decrypts to an array that may have zeros at its end; null when the parameters cannot be right.</summary>
    public byte[]? Decrypt(ReadOnlySpan<byte> encrypted, uint boots, uint time, ReadOnlySpan<byte> salt)
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
                _cipher!.DecryptCfb(plain, initial, plain, PaddingMode.None, AesBlock * 8);
            }
            else
            {
                _cipher!.DecryptCbc(plain, initial, plain, PaddingMode.None);
            }
        }

        return plain;
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
            room[i] = (byte)(_initial[i] ^ salt[i]);
        }

        return room[..DesBlock];
    }
}
