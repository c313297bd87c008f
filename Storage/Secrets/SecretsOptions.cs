namespace Nms.Storage;

/// <summary>How the keys that encrypt secrets are kept from whoever has only the database.</summary>
public sealed class SecretsOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Secrets";

    /// <summary>The file whose key encrypts the keys in the database: 32 bytes (raw, Base64 or hexadecimal), or a certificate with RSA key as PEM or PFX.</summary>
    /// <remarks>Without one, whoever reads the database can read the secrets. Without the file, nobody can, its owner included.</remarks>
    /// <value>None.</value>
    public string? KeyFile { get; set; }

    /// <summary>Password of the key file, when it is an encrypted PEM or a PFX.</summary>
    /// <value>None.</value>
    public string? KeyFilePassword { get; set; }

    /// <summary>Key files of earlier times, of the same password, that still open what they closed.</summary>
    /// <value>None.</value>
    public IList<string> FormerKeyFiles { get; } = [];
}
