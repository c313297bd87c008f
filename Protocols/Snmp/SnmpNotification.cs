using System.Net;

namespace Nms.Snmp;

/// <summary>A trap or inform, in the form of SNMPv2 whatever it came as (RFC 3584 §3.1).</summary>
public sealed record SnmpNotification
{
    /// <summary>The name of every notification's uptime: sysUpTime.0.</summary>
    public static Oid SysUpTime { get; } = new(1, 3, 6, 1, 2, 1, 1, 3, 0);

    /// <summary>The name of every notification's kind: snmpTrapOID.0.</summary>
    public static Oid SnmpTrapOid { get; } = new(1, 3, 6, 1, 6, 3, 1, 1, 4, 1, 0);

    /// <summary>Who sent the datagram.</summary>
    public required IPEndPoint Sender { get; init; }

    /// <summary>Who it is about: the sender, unless a proxy says otherwise (RFC 3584's snmpTrapAddress, or the agent address of a v1 trap).</summary>
    public required IPAddress Agent { get; init; }

    /// <summary>The version it came with.</summary>
    public required SnmpVersion Version { get; init; }

    /// <summary>The kind of notification: the value of snmpTrapOID.0. Zero when the sender forgot it.</summary>
    public required Oid Kind { get; init; }

    /// <summary>How long the agent had been running, in hundredths of a second.</summary>
    public required uint Uptime { get; init; }

    /// <summary>What it says, without uptime and kind.</summary>
    public required IReadOnlyList<VarBind> VarBinds { get; init; }

    /// <summary>The community, for SNMPv1 and SNMPv2c; otherwise empty.</summary>
    public ReadOnlyMemory<byte> Community { get; init; }

    /// <summary>The user, for SNMPv3.</summary>
    public string? User { get; init; }

    /// <summary>How it was protected.</summary>
    public SecurityLevel Level { get; init; }

    /// <summary>The request id: an inform that its sender repeats has the same (RFC 3416 §4.2.7). Zero for SNMPv1, which has none.</summary>
    public int RequestId { get; init; }

    /// <summary>True for an inform, whose sender repeats it until it is answered.</summary>
    public bool IsInform { get; init; }

    internal byte[]? Answer { get; init; }
}
