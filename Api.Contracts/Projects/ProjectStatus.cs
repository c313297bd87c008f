namespace Nms.Contracts.Projects;

/// <summary>Whether a project is open, in GNS3's words.</summary>
public enum ProjectStatus
{
    /// <summary>GNS3 has not said.</summary>
    Unknown = 0,

    /// <summary>closed</summary>
    Closed = 1,

    /// <summary>opened</summary>
    Opened = 2,
}
