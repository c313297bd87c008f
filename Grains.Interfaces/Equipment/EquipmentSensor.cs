namespace Nms.Equipment;

/// <summary>A sensor of equipment.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentSensor")]
public sealed record EquipmentSensor
{
    /// <summary>What it measures.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>celsius, rpm, voltsDC, …</summary>
    [Id(1)] public required string Unit { get; init; }

    /// <summary>The value in that unit.</summary>
    [Id(2)] public double? Value { get; init; }

    /// <summary>ok, unavailable, nonoperational, or the vendor's word.</summary>
    [Id(3)] public string? Status { get; init; }

    /// <summary>The MIB it is from.</summary>
    [Id(4)] public required string Mib { get; init; }
}
