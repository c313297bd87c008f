namespace Nms.Gns3;

/// <summary>Changes to a project. Only what is set is sent.</summary>
public sealed record Gns3ProjectChanges
{
    /// <summary>New name. GNS3 2.2 cannot restore snapshots of, or duplicate, a renamed project properly.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the server closes it when nobody listens. Works on a closed project too.</summary>
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
