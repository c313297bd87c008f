namespace Nms.Equipment;

/// <summary>A physical part (ENTITY-MIB).</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentModule")]
public sealed record EquipmentModule
{
    /// <summary>Its name.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>chassis, module, powerSupply, …</summary>
    [Id(1)] public string? Class { get; init; }

    /// <summary>What it is.</summary>
    [Id(2)] public string? Description { get; init; }

    /// <summary>Model.</summary>
    [Id(3)] public string? Model { get; init; }

    /// <summary>Serial number.</summary>
    [Id(4)] public string? SerialNumber { get; init; }

    /// <summary>Software revision.</summary>
    [Id(5)] public string? Software { get; init; }

    /// <summary>What holds it.</summary>
    [Id(6)] public string? ContainedIn { get; init; }
}
