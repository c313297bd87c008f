namespace Nms.Nodes;

/// <summary>A node to be created in a project. JSON members hold GNS3's own JSON.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Nodes.NodeDraft")]
public sealed record NodeDraft
{
    /// <summary>Name; GNS3 may number it when taken.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>vpcs, qemu, dynamips, docker, …</summary>
    [Id(1)] public required string NodeType { get; init; }

    /// <summary>Compute to run on.</summary>
    [Id(2)] public string ComputeId { get; init; } = "local";

    /// <summary>Position on the canvas.</summary>
    [Id(3)] public int? X { get; init; }

    /// <summary>Position on the canvas.</summary>
    [Id(4)] public int? Y { get; init; }

    /// <summary>Layer on the canvas.</summary>
    [Id(5)] public int? Z { get; init; }

    /// <summary>GNS3 symbol.</summary>
    [Id(6)] public string? Symbol { get; init; }

    /// <summary>Console type.</summary>
    [Id(7)] public string? ConsoleType { get; init; }

    /// <summary>GNS3's properties object for this node type.</summary>
    [Id(8)] public string? PropertiesJson { get; init; }
}
