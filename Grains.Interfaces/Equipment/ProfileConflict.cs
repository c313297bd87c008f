namespace Nms.Equipment;

/// <summary>A disagreement of sources about one member of a list.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.ProfileConflict")]
public sealed record ProfileConflict
{
    /// <summary>What it is about, such as "interfaces[FastEthernet0/0].mac_address".</summary>
    [Id(0)] public required string Path { get; init; }

    /// <summary>The value that won, and the others.</summary>
    [Id(1)] public required ProfileValue Value { get; init; }
}
