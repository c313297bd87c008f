namespace Nms.Equipment;

/// <summary>A route of equipment.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentRoute")]
public sealed record EquipmentRoute
{
    /// <summary>The network, such as 10.0.0.0/8.</summary>
    [Id(0)] public required string Destination { get; init; }

    /// <summary>The next router; null when the network is attached.</summary>
    [Id(1)] public string? NextHop { get; init; }

    /// <summary>The way out.</summary>
    [Id(2)] public string? Interface { get; init; }

    /// <summary>Where it comes from: connected, local, static, ospf, bgp, …</summary>
    [Id(3)] public string? Protocol { get; init; }

    /// <summary>Its metric.</summary>
    [Id(4)] public int? Metric { get; init; }

    /// <summary>Who said it.</summary>
    [Id(5)] public FactSource Source { get; init; }
}
