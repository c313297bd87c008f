namespace Nms.Nodes;

/// <summary>Changes to a node; null members stay as they are.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Nodes.NodeChanges")]
public sealed record NodeChanges
{
    /// <summary>New name.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>New position.</summary>
    [Id(1)] public int? X { get; init; }

    /// <summary>New position.</summary>
    [Id(2)] public int? Y { get; init; }

    /// <summary>New layer.</summary>
    [Id(3)] public int? Z { get; init; }

    /// <summary>New symbol.</summary>
    [Id(4)] public string? Symbol { get; init; }

    /// <summary>Whether the node may not be moved.</summary>
    [Id(5)] public bool? Locked { get; init; }

    /// <summary>New console type.</summary>
    [Id(6)] public string? ConsoleType { get; init; }

    /// <summary>New properties, GNS3's own JSON.</summary>
    [Id(7)] public string? PropertiesJson { get; init; }
}
