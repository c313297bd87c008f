using System.Text.Json;

namespace Nms.Gns3;

/// <summary>A link to be made. Only what is set is sent.</summary>
public sealed record Gns3LinkDraft
{
    /// <summary>Its two ends.</summary>
    public required IReadOnlyList<Gns3LinkEndpoint> Nodes { get; init; }

    /// <summary>Packet filters: <c>{"delay":[50,10]}</c>.</summary>
    public JsonElement? Filters { get; init; }

    /// <summary>Whether nothing passes.</summary>
    public bool? Suspend { get; init; }

    /// <summary>Look on the canvas.</summary>
    public JsonElement? LinkStyle { get; init; }
}
