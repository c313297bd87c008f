namespace Nms.Gns3;

/// <summary>A project to be made. Only what is set is sent.</summary>
public sealed record Gns3ProjectDraft
{
    /// <summary>Name; one that is taken is a conflict.</summary>
    public required string Name { get; init; }

    /// <summary>Id to give it.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>Whether the server closes it when nobody listens; GNS3's default is true.</summary>
    public bool? AutoClose { get; init; }

    /// <summary>Whether it is opened when the server starts.</summary>
    public bool? AutoOpen { get; init; }

    /// <summary>Whether its nodes are started when it is opened.</summary>
    public bool? AutoStart { get; init; }

    /// <summary>Height of the canvas.</summary>
    public int? SceneHeight { get; init; }

    /// <summary>Width of the canvas.</summary>
    public int? SceneWidth { get; init; }
}
