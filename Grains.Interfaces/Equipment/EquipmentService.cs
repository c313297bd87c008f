namespace Nms.Equipment;

/// <summary>A service that a configuration switches on or off.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentService")]
public sealed record EquipmentService
{
    /// <summary>ssh, telnet, http, https, dhcp.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Whether it is on.</summary>
    [Id(1)] public bool IsOn { get; init; }

    /// <summary>Who said it.</summary>
    [Id(2)] public FactSource Source { get; init; }
}
