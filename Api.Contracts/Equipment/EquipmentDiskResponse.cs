namespace Nms.Contracts.Equipment;

/// <summary>A disk of equipment.</summary>
/// <param name="Name">Where it is mounted.</param>
/// <param name="TotalBytes">Size.</param>
/// <param name="UsedBytes">In use.</param>
public sealed record EquipmentDiskResponse(
    string Name,
    long TotalBytes,
    long UsedBytes);
