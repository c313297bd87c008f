using System.Text;
using Nms.Snmp.Security;

namespace Nms.Snmp;

/// <summary>A user of the User-based Security Model (RFC 3414) with his passwords. Safe for concurrent use.</summary>
public sealed class UsmUser
{
    private readonly string _authPassword;
    private readonly string _privacyPassword;
    private readonly Lazy<byte[]> _authMaster;
    private readonly Lazy<byte[]> _privacyMaster;

    /// <summary>Creates a user.</summary>
    /// <param name="name">1 to 32 bytes in UTF-8.</param>
    /// <param name="auth">How his messages are signed.</param>
    /// <param name="authPassword">At least 8 characters (RFC 3414 §11.2) when messages are signed.</param>
    /// <param name="privacy">How they are encrypted; needs signing.</param>
    /// <param name="privacyPassword">At least 8 characters when they are encrypted.</param>
    /// <exception cref="ArgumentException">A name or password has the wrong length, or encryption is wanted without signing.</exception>
    public UsmUser(
        string name,
        AuthProtocol auth = AuthProtocol.None,
        string authPassword = "",
        PrivacyProtocol privacy = PrivacyProtocol.None,
        string privacyPassword = "")
    {
        if (Encoding.UTF8.GetByteCount(name) is 0 or > 32)
        {
            throw new ArgumentException("The name of a USM user has 1 to 32 bytes.", nameof(name));
        }

        if (auth != AuthProtocol.None && authPassword.Length < 8)
        {
            throw new ArgumentException("The password of a USM user has at least 8 characters.", nameof(authPassword));
        }

        if (privacy != PrivacyProtocol.None && (privacyPassword.Length < 8 || auth == AuthProtocol.None))
        {
            throw new ArgumentException("Encryption needs a password of at least 8 characters, and a way to sign.", nameof(privacyPassword));
        }

        Name = name;
        NameBytes = Encoding.UTF8.GetBytes(name);
        Auth = auth;
        Privacy = privacy;
        _authPassword = authPassword;
        _privacyPassword = privacyPassword;
        _authMaster = new Lazy<byte[]>(() => KeyDerivation.FromPassword(Auth, Encoding.UTF8.GetBytes(_authPassword)));
        _privacyMaster = new Lazy<byte[]>(() => KeyDerivation.FromPassword(Auth, Encoding.UTF8.GetBytes(_privacyPassword)));
    }

    /// <summary>The name; not a secret.</summary>
    public string Name { get; }

    /// <summary>How his messages are signed.</summary>
    public AuthProtocol Auth { get; }

    /// <summary>How his messages are encrypted.</summary>
    public PrivacyProtocol Privacy { get; }

    /// <summary>The best protection he has keys for.</summary>
    public SecurityLevel Level => Privacy != PrivacyProtocol.None ? SecurityLevel.AuthPriv
        : Auth != AuthProtocol.None ? SecurityLevel.AuthNoPriv : SecurityLevel.NoAuthNoPriv;

    internal byte[] NameBytes { get; }

    /// <summary>The name and the protocols, never a password.</summary>
    public override string ToString() => $"{Name} ({Auth}, {Privacy})";

    /// <summary>The keys for one engine. The first call hashes a mebibyte for each password; later ones are short.</summary>
    internal UsmKeys KeysFor(ReadOnlySpan<byte> engineId)
    {
        if (Auth == AuthProtocol.None)
        {
            return UsmKeys.None;
        }

        var engine = engineId.ToArray();
        return new UsmKeys(Auth, KeyDerivation.Localize(Auth, _authMaster.Value, engine), Privacy, () =>
            KeyDerivation.Extend(Auth, Privacy, KeyDerivation.Localize(Auth, _privacyMaster.Value, engine), engine));
    }
}
