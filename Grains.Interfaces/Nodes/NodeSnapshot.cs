using System.Collections.Immutable;

namespace Nms.Nodes;

/// <summary>What is known of one GNS3 node at one instant. JSON members hold GNS3's own JSON text, or null.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Nodes.NodeSnapshot")]
public sealed record NodeSnapshot
{
    /// <summary>Project and node id.</summary>
    [Id(0)] public required NodeKey Key { get; init; }

    /// <summary>Name of the configured GNS3 server it lives on.</summary>
    [Id(1)] public required string Server { get; init; }

    /// <summary>GNS3's name, unique in its project.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>vpcs, qemu, dynamips, docker, iou, ethernet_switch, cloud, nat, …</summary>
    [Id(3)] public required string NodeType { get; init; }

    /// <summary>Power state.</summary>
    [Id(4)] public NodeStatus Status { get; init; }

    /// <summary>The compute that runs it.</summary>
    [Id(5)] public string? ComputeId { get; init; }

    /// <summary>The template it was made from.</summary>
    [Id(6)] public Guid? TemplateId { get; init; }

    /// <summary>Console, or null when GNS3 gave none.</summary>
    [Id(7)] public ConsoleEndpoint? Console { get; init; }

    /// <summary>Position on the canvas.</summary>
    [Id(8)] public int X { get; init; }

    /// <summary>Position on the canvas.</summary>
    [Id(9)] public int Y { get; init; }

    /// <summary>Layer on the canvas.</summary>
    [Id(10)] public int Z { get; init; }

    /// <summary>Width of the symbol in canvas units.</summary>
    [Id(11)] public int? Width { get; init; }

    /// <summary>Height of the symbol in canvas units.</summary>
    [Id(12)] public int? Height { get; init; }

    /// <summary>GNS3 symbol, such as ":/symbols/router.svg".</summary>
    [Id(13)] public string? Symbol { get; init; }

    /// <summary>True when the node may not be moved.</summary>
    [Id(14)] public bool Locked { get; init; }

    /// <summary>Whether the console opens when the node starts.</summary>
    [Id(15)] public bool ConsoleAutoStart { get; init; }

    /// <summary>The emulator's command line, empty until started.</summary>
    [Id(16)] public string? CommandLine { get; init; }

    /// <summary>Working directory on the compute.</summary>
    [Id(17)] public string? NodeDirectory { get; init; }

    /// <summary>Ports in GNS3's order.</summary>
    [Id(18)] public ImmutableArray<NodePort> Ports { get; init; } = [];

    /// <summary>GNS3's properties object.</summary>
    [Id(19)] public string? PropertiesJson { get; init; }

    /// <summary>GNS3's label object.</summary>
    [Id(20)] public string? LabelJson { get; init; }

    /// <summary>GNS3's custom_adapters array.</summary>
    [Id(21)] public string? CustomAdaptersJson { get; init; }

    /// <summary>Ids this node had before snapshot restores gave it new ones, oldest first.</summary>
    [Id(22)] public ImmutableArray<Guid> PreviousIds { get; init; } = [];

    /// <summary>When the status last changed.</summary>
    [Id(23)] public DateTimeOffset StatusChangedAt { get; init; }

    /// <summary>When GNS3 last told us anything about it.</summary>
    [Id(24)] public DateTimeOffset ObservedAt { get; init; }
}
