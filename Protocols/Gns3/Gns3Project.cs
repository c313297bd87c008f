using System.Text.Json;

namespace Nms.Gns3;

/// <summary>A project.</summary>
public sealed record Gns3Project
{
    /// <summary>Id.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>Name. Two projects may share one after a rename.</summary>
    public required string Name { get; init; }

    /// <summary>opened or closed.</summary>
    public string? Status { get; init; }

    /// <summary>Directory on the server.</summary>
    public string? Path { get; init; }

    /// <summary>Name of the .gns3 file; does not follow a rename.</summary>
    public string? Filename { get; init; }

    /// <summary>Whether the server closes it 5 seconds after the last listener of its notifications has left.</summary>
    public bool? AutoClose { get; init; }

    /// <summary>Whether it is opened when the server starts.</summary>
    public bool? AutoOpen { get; init; }

    /// <summary>Whether its nodes are started when it is opened.</summary>
    public bool? AutoStart { get; init; }

    /// <summary>Height of the canvas.</summary>
    public int? SceneHeight { get; init; }

    /// <summary>Width of the canvas.</summary>
    public int? SceneWidth { get; init; }

    /// <summary>Zoom in percent.</summary>
    public int? Zoom { get; init; }

    /// <summary>Supplier of the project, as given.</summary>
    public JsonElement? Supplier { get; init; }

    /// <summary>Variables of the project, as given.</summary>
    public JsonElement? Variables { get; init; }
}
