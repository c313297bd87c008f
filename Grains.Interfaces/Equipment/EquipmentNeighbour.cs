namespace Nms.Equipment;

/// <summary>An entry of the ARP or neighbour table of equipment.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentNeighbour")]
public sealed record EquipmentNeighbour
{
    /// <summary>IP address.</summary>
    [Id(0)] public required string Address { get; init; }

    /// <summary>MAC address; null when it did not answer.</summary>
    [Id(1)] public string? MacAddress { get; init; }

    /// <summary>Where it is.</summary>
    [Id(2)] public string? Interface { get; init; }

    /// <summary>Who said it.</summary>
    [Id(3)] public FactSource Source { get; init; }
}
