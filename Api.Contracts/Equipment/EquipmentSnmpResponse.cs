namespace Nms.Contracts.Equipment;

/// <summary>What is known of the SNMP agent of equipment.</summary>
/// <param name="Available">Whether an agent answered.</param>
/// <param name="Address">The address it answered at.</param>
/// <param name="Version">1, 2c or 3.</param>
/// <param name="SecurityName">The user of SNMPv3; communities are never shown.</param>
/// <param name="EngineId">snmpEngineID in hexadecimal.</param>
/// <param name="ObjectId">sysObjectID.</param>
/// <param name="Description">sysDescr.</param>
/// <param name="Services">sysServices.</param>
/// <param name="Tried">Addresses that were tried.</param>
/// <param name="Parts">What was read of the agent.</param>
/// <param name="Notes">What is odd about the agent.</param>
public sealed record EquipmentSnmpResponse(
    bool Available,
    string? Address,
    string? Version,
    string? SecurityName,
    string? EngineId,
    string? ObjectId,
    string? Description,
    int? Services,
    IReadOnlyList<SnmpTryResponse> Tried,
    IReadOnlyList<SnmpPartResponse> Parts,
    IReadOnlyList<string> Notes);
