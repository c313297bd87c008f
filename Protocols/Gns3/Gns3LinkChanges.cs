using System.Text.Json;

namespace Nms.Gns3;

/// <summary>Changes to a link. Only what is set is sent.</summary>
public sealed record Gns3LinkChanges
{
    /// <summary>All packet filters it has from now on; an empty object takes them away.</summary>
    public JsonElement? Filters { get; init; }

    /// <summary>Whether nothing passes.</summary>
    public bool? Suspend { get; init; }

    /// <summary>Look on the canvas.</summary>
    public JsonElement? LinkStyle { get; init; }

    /// <summary>Its ends, to change their labels.</summary>
    public IReadOnlyList<Gns3LinkEndpoint>? Nodes { get; init; }
}
