using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>A range of addresses that equipment leases.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentPool")]
public sealed record EquipmentPool
{
    /// <summary>Its name.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>The network, such as 10.0.0.0/24, or a range as it is written.</summary>
    [Id(1)] public string? Network { get; init; }

    /// <summary>Routers that its clients are told.</summary>
    [Id(2)] public ImmutableArray<string> Gateways { get; init; } = [];

    /// <summary>Name servers that its clients are told.</summary>
    [Id(3)] public ImmutableArray<string> DnsServers { get; init; } = [];

    /// <summary>Who said it.</summary>
    [Id(4)] public FactSource Source { get; init; }
}
