using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nms.Gns3;

/// <summary>A node. What a closed project, or the short form of a deletion, leaves out is null.</summary>
/// <remarks>Answers are indented and notifications are not: compare JSON members with <see cref="JsonElement.DeepEquals"/>, not as text.</remarks>
public sealed record Gns3Node
{
    /// <summary>Id.</summary>
    public required Guid NodeId { get; init; }

    /// <summary>Name; GNS3 may have changed the one asked for.</summary>
    public required string Name { get; init; }

    /// <summary>Project; null in the list of a closed project.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>Compute it runs on.</summary>
    public string? ComputeId { get; init; }

    /// <summary>vpcs, qemu, dynamips, docker, iou, ethernet_switch, cloud, nat, …</summary>
    public string? NodeType { get; init; }

    /// <summary>Template it was made from.</summary>
    public Guid? TemplateId { get; init; }

    /// <summary>started, stopped or suspended; null in the list of a closed project.</summary>
    /// <remarks>The answer to start, stop, suspend and reload often still holds the status from before.</remarks>
    public string? Status { get; init; }

    /// <summary>Directory on the compute.</summary>
    public string? NodeDirectory { get; init; }

    /// <summary>Port of the console.</summary>
    public int? Console { get; init; }

    /// <summary>Host of the console, as the compute knows it; see <see cref="IGns3Client.ConsoleOf"/>.</summary>
    public string? ConsoleHost { get; init; }

    /// <summary>telnet, vnc, http, https, spice, spice+agent or none.</summary>
    public string? ConsoleType { get; init; }

    /// <summary>Whether GNS3's own client opens the console when the node starts.</summary>
    public bool? ConsoleAutoStart { get; init; }

    /// <summary>Command that runs it; keeps its last value after a stop.</summary>
    public string? CommandLine { get; init; }

    /// <summary>Settings of the emulator, as given.</summary>
    public JsonElement? Properties { get; init; }

    /// <summary>Label on the canvas, as given.</summary>
    public JsonElement? Label { get; init; }

    /// <summary>Symbol on the canvas.</summary>
    public string? Symbol { get; init; }

    /// <summary>Position on the canvas.</summary>
    [JsonConverter(typeof(RoundingInt32Converter))]
    public int? X { get; init; }

    /// <summary>Position on the canvas.</summary>
    [JsonConverter(typeof(RoundingInt32Converter))]
    public int? Y { get; init; }

    /// <summary>Layer on the canvas.</summary>
    [JsonConverter(typeof(RoundingInt32Converter))]
    public int? Z { get; init; }

    /// <summary>Width on the canvas.</summary>
    [JsonConverter(typeof(RoundingInt32Converter))]
    public int? Width { get; init; }

    /// <summary>Height on the canvas.</summary>
    [JsonConverter(typeof(RoundingInt32Converter))]
    public int? Height { get; init; }

    /// <summary>Whether it may not be moved or deleted.</summary>
    public bool? Locked { get; init; }

    /// <summary>How its ports are named.</summary>
    public string? PortNameFormat { get; init; }

    /// <summary>How its ports are numbered.</summary>
    public int? PortSegmentSize { get; init; }

    /// <summary>Name of its first port, when that is special.</summary>
    public string? FirstPortName { get; init; }

    /// <summary>Settings of single adapters, as given.</summary>
    public JsonElement? CustomAdapters { get; init; }

    /// <summary>Its ports; null in the list of a closed project.</summary>
    public IReadOnlyList<Gns3NodePort>? Ports { get; init; }
}
