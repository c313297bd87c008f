using Nms.Snmp;

namespace Nms.Discovery.Snmp;

/// <summary>A community or user that agents are shown.</summary>
public sealed class SnmpCredentialOptions
{
    /// <summary>What profiles and logs call it.</summary>
    /// <value>Required; unique.</value>
    public string? Name { get; set; }

    /// <summary>1, 2c or 3.</summary>
    /// <value>Default: 3 with a user, else 2c.</value>
    public string? Version { get; set; }

    /// <summary>The community of SNMPv1 and v2c. A secret.</summary>
    /// <value>Required for these.</value>
    public string? Community { get; set; }

    /// <summary>The user of SNMPv3.</summary>
    /// <value>Required for SNMPv3.</value>
    public string? User { get; set; }

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

    /// <summary>The context whose objects are read.</summary>
    /// <value>Default: the default context.</value>
    public string? Context { get; set; }

    /// <summary>Addresses, as labs and networks have them, at which it is tried.</summary>
    /// <value>None: all.</value>
    public IReadOnlyList<string> Ranges { get; set; } = [];

    /// <summary>The project at whose equipment it is tried.</summary>
    /// <value>Default: all, and what is in no project.</value>
    public Guid? Project { get; set; }
}
