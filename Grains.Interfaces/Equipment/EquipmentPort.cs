namespace Nms.Equipment;

/// <summary>One TCP or UDP port that was asked.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentPort")]
public sealed record EquipmentPort
{
    /// <summary>tcp or udp.</summary>
    [Id(0)] public required string Protocol { get; init; }

    /// <summary>Port number.</summary>
    [Id(1)] public int Number { get; init; }

    /// <summary>open, closed, filtered, unreachable; of UDP also silent: nobody answered, or nobody who takes the credentials.</summary>
    [Id(2)] public required string State { get; init; }

    /// <summary>The service that answers, by its banner; null when it said nothing.</summary>
    [Id(3)] public string? Service { get; init; }

    /// <summary>What it said first, made printable.</summary>
    [Id(4)] public string? Banner { get; init; }
}
