namespace Nms.Equipment;

/// <summary>A disk of equipment.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentDisk")]
public sealed record EquipmentDisk
{
    /// <summary>Where it is mounted.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Size.</summary>
    [Id(1)] public long TotalBytes { get; init; }

    /// <summary>In use.</summary>
    [Id(2)] public long UsedBytes { get; init; }
}
