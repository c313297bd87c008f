using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>An IP address that is, or may be, of this equipment.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentAddress")]
public sealed record EquipmentAddress
{
    /// <summary>The address, in canonical form.</summary>
    [Id(0)] public required string Address { get; init; }

    /// <summary>Length of its network's prefix.</summary>
    [Id(1)] public int? PrefixLength { get; init; }

    /// <summary>The interface that has it.</summary>
    [Id(2)] public string? Interface { get; init; }

    /// <summary>The MAC address that answers for it.</summary>
    [Id(3)] public string? MacAddress { get; init; }

    /// <summary>Whether it is this equipment's.</summary>
    [Id(4)] public AddressVerdict Verdict { get; init; }

    /// <summary>Why the verdict.</summary>
    [Id(5)] public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Who named it.</summary>
    [Id(6)] public ImmutableArray<Sighting> Sightings { get; init; } = [];

    /// <summary>Its name in reverse DNS.</summary>
    [Id(7)] public string? DnsName { get; init; }
}
