namespace Nms.Equipment;

/// <summary>Other equipment that this one hears or speaks with.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentAdjacency")]
public sealed record EquipmentAdjacency
{
    /// <summary>lldp, cdp, ospf, bgp, fdb.</summary>
    [Id(0)] public required string Protocol { get; init; }

    /// <summary>The interface here.</summary>
    [Id(1)] public string? LocalInterface { get; init; }

    /// <summary>Its name, as it tells it.</summary>
    [Id(2)] public string? RemoteName { get; init; }

    /// <summary>Its port, as it tells it.</summary>
    [Id(3)] public string? RemotePort { get; init; }

    /// <summary>Its chassis id: mostly a MAC address.</summary>
    [Id(4)] public string? RemoteChassis { get; init; }

    /// <summary>Its management address or router id.</summary>
    [Id(5)] public string? RemoteAddress { get; init; }

    /// <summary>What it says it is.</summary>
    [Id(6)] public string? RemotePlatform { get; init; }

    /// <summary>State of the protocol, such as full or established.</summary>
    [Id(7)] public string? State { get; init; }

    /// <summary>Who said it.</summary>
    [Id(8)] public FactSource Source { get; init; }

    /// <summary>VLAN, of an FDB entry.</summary>
    [Id(9)] public int? Vlan { get; init; }
}
