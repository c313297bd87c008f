namespace Nms.Contracts.Equipment;

/// <summary>A sensor of equipment.</summary>
/// <param name="Name">What it measures.</param>
/// <param name="Unit">celsius, rpm, voltsDC, …</param>
/// <param name="Value">The value in that unit.</param>
/// <param name="Status">ok, unavailable, nonoperational, or the vendor's word.</param>
/// <param name="Mib">The MIB it is from.</param>
public sealed record EquipmentSensorResponse(
    string Name,
    string Unit,
    double? Value,
    string? Status,
    string Mib);
