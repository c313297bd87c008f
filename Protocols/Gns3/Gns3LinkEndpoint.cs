using System.Text.Json;

namespace Nms.Gns3;

/// <summary>One end of a link.</summary>
public readonly record struct Gns3LinkEndpoint
{
    /// <summary>Node.</summary>
    public required Guid NodeId { get; init; }

    /// <summary>Adapter of the node.</summary>
    public required int AdapterNumber { get; init; }

    /// <summary>Port of the adapter.</summary>
    public required int PortNumber { get; init; }

    /// <summary>Label on the canvas, as given.</summary>
    public JsonElement? Label { get; init; }
}
