namespace Nms.Projects;

/// <summary>A command on all nodes of a project.</summary>
[GenerateSerializer, Alias("Nms.Projects.NodesAction")]
public enum NodesAction
{
    /// <summary>No action.</summary>
    Unknown = 0,

    /// <summary>Start every node.</summary>
    Start = 1,

    /// <summary>Stop every node.</summary>
    Stop = 2,

    /// <summary>Suspend every node.</summary>
    Suspend = 3,

    /// <summary>Reload every node.</summary>
    Reload = 4,
}
