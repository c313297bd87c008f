using System.Text.Json;

namespace Nms.Gns3;

/// <summary>A link. What a closed project leaves out is null.</summary>
public sealed record Gns3Link
{
    /// <summary>Id.</summary>
    public required Guid LinkId { get; init; }

    /// <summary>Its ends: two, once it is made.</summary>
    public required IReadOnlyList<Gns3LinkEndpoint> Nodes { get; init; }

    /// <summary>Project; null in the list of a closed project.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>ethernet or serial.</summary>
    public string? LinkType { get; init; }

    /// <summary>Whether nothing passes.</summary>
    public bool? Suspend { get; init; }

    /// <summary>Packet filters, as given: <c>{"delay":[50,10]}</c>.</summary>
    public JsonElement? Filters { get; init; }

    /// <summary>Look on the canvas, as given.</summary>
    public JsonElement? LinkStyle { get; init; }

    /// <summary>Whether a capture runs.</summary>
    public bool? Capturing { get; init; }

    /// <summary>Name of the capture file.</summary>
    public string? CaptureFileName { get; init; }

    /// <summary>Path of the capture file.</summary>
    public string? CaptureFilePath { get; init; }

    /// <summary>Compute where the capture runs.</summary>
    public string? CaptureComputeId { get; init; }
}
