namespace Nms.Equipment;

/// <summary>One field that differs between two profiles.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.ProfileChange")]
public sealed record ProfileChange
{
    /// <summary>The field, such as "host_name" or "interfaces[eth0].oper_status".</summary>
    [Id(0)] public required string Path { get; init; }

    /// <summary>What it was; null when it was not there.</summary>
    [Id(1)] public string? Before { get; init; }

    /// <summary>What it is; null when it is gone.</summary>
    [Id(2)] public string? After { get; init; }
}
