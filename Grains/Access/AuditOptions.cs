namespace Nms.Access;

/// <summary>What is kept of the audit log, and how it is sealed.</summary>
public sealed class AuditOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Audit";

    /// <summary>Days that entries are kept.</summary>
    /// <remarks>An entry takes about 800 bytes on the disk.</remarks>
    /// <value>Default 365; 1 to 36,500.</value>
    public int RetentionDays { get; set; } = 365;

    /// <summary>File with the key of the chain, 32 bytes (raw, Base64 or hexadecimal), the same for every silo.</summary>
    /// <remarks>Without it, whoever can write the database can compute a new chain over what he changed.</remarks>
    /// <value>None.</value>
    public string? KeyFile { get; set; }
}
