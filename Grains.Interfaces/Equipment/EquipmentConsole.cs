namespace Nms.Equipment;

/// <summary>The console of equipment.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentConsole")]
public sealed record EquipmentConsole
{
    /// <summary>Whether there is one that was, or could be, opened.</summary>
    [Id(0)] public bool Available { get; init; }

    /// <summary>GNS3's type.</summary>
    [Id(1)] public string? Type { get; init; }

    /// <summary>Where it listens.</summary>
    [Id(2)] public string? Host { get; init; }

    /// <summary>Where it listens.</summary>
    [Id(3)] public int? Port { get; init; }

    /// <summary>Whether it opens when the node starts.</summary>
    [Id(4)] public bool AutoStart { get; init; }

    /// <summary>Whether the port accepted a connection; null when it was not tried.</summary>
    [Id(5)] public bool? Reachable { get; init; }

    /// <summary>The dialect that the equipment speaks there.</summary>
    [Id(6)] public string? Dialect { get; init; }

    /// <summary>Its prompt.</summary>
    [Id(7)] public string? Prompt { get; init; }

    /// <summary>Why nothing was read.</summary>
    [Id(8)] public string? Error { get; init; }
}
