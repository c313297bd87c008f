using Nms.Snmp;

namespace Nms.Traps;

/// <summary>A user of SNMPv3 whose notifications are believed.</summary>
public sealed class TrapUserOptions
{
    /// <summary>The name.</summary>
    /// <value>Required; 1 to 32 bytes, unique.</value>
    public string? Name { get; set; }

    /// <summary>How messages are signed.</summary>
    /// <value>Default: not at all.</value>
    public AuthProtocol AuthProtocol { get; set; }

    /// <summary>The password for that. A secret.</summary>
    /// <value>At least 8 characters when messages are signed.</value>
    public string? AuthPassword { get; set; }

    /// <summary>How messages are encrypted.</summary>
    /// <value>Default: not at all.</value>
    public PrivacyProtocol PrivacyProtocol { get; set; }

    /// <summary>The password for that. A secret.</summary>
    /// <value>At least 8 characters when messages are encrypted.</value>
    public string? PrivacyPassword { get; set; }

    internal UsmUser ToUser() => new(Name ?? "", AuthProtocol, AuthPassword ?? "", PrivacyProtocol, PrivacyPassword ?? "");
}
