namespace Nms.Equipment;

/// <summary>An address that equipment leased to somebody.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentLease")]
public sealed record EquipmentLease
{
    /// <summary>The address.</summary>
    [Id(0)] public required string Address { get; init; }

    /// <summary>Whose.</summary>
    [Id(1)] public string? MacAddress { get; init; }

    /// <summary>The name the client gave.</summary>
    [Id(2)] public string? HostName { get; init; }

    /// <summary>When it ends.</summary>
    [Id(3)] public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Who said it.</summary>
    [Id(4)] public FactSource Source { get; init; }
}
