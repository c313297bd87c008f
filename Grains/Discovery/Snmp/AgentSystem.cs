namespace Nms.Discovery.Snmp;

/// <summary>The system group (SNMPv2-MIB), and what else an agent says of itself in single values.</summary>
internal sealed record AgentSystem
{
    public string? Description { get; init; }

    /// <summary>sysObjectID.</summary>
    public string? ObjectId { get; init; }

    public string? Contact { get; init; }

    public string? Name { get; init; }

    public string? Location { get; init; }

    public int? Services { get; init; }

    /// <summary>Since the agent started; it begins anew after 497 days.</summary>
    public TimeSpan? AgentUptime { get; init; }

    /// <summary>snmpEngineID, lower-case hexadecimal.</summary>
    public string? EngineId { get; init; }

    /// <summary>ipForwarding: whether it routes IPv4.</summary>
    public bool? Forwards { get; init; }

    /// <summary>dot1dBaseBridgeAddress.</summary>
    public string? BridgeAddress { get; init; }

    /// <summary>ifNumber, which some agents get wrong.</summary>
    public int? InterfaceCount { get; init; }
}
