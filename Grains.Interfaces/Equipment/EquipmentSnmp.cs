using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>What is known of the SNMP agent of equipment.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentSnmp")]
public sealed record EquipmentSnmp
{
    /// <summary>Whether an agent answered.</summary>
    [Id(0)] public bool Available { get; init; }

    /// <summary>The address it answered at.</summary>
    [Id(1)] public string? Address { get; init; }

    /// <summary>1, 2c or 3.</summary>
    [Id(2)] public string? Version { get; init; }

    /// <summary>The user of SNMPv3; communities are never shown.</summary>
    [Id(3)] public string? SecurityName { get; init; }

    /// <summary>snmpEngineID in hexadecimal.</summary>
    [Id(4)] public string? EngineId { get; init; }

    /// <summary>sysObjectID.</summary>
    [Id(5)] public string? ObjectId { get; init; }

    /// <summary>sysDescr.</summary>
    [Id(6)] public string? Description { get; init; }

    /// <summary>sysServices.</summary>
    [Id(7)] public int? Services { get; init; }

    /// <summary>Addresses that were tried.</summary>
    [Id(8)] public ImmutableArray<SnmpTry> Tried { get; init; } = [];

    /// <summary>What was read of the agent.</summary>
    [Id(9)] public ImmutableArray<SnmpPart> Parts { get; init; } = [];

    /// <summary>What is odd about the agent.</summary>
    [Id(10)] public ImmutableArray<string> Notes { get; init; } = [];
}
