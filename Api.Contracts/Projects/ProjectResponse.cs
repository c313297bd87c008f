namespace Nms.Contracts.Projects;

/// <summary>One GNS3 project.</summary>
/// <param name="ProjectId">GNS3's id.</param>
/// <param name="Server">Name of the configured GNS3 server it lives on.</param>
/// <param name="Name">GNS3's name.</param>
/// <param name="Status">Whether it is open.</param>
/// <param name="Path">Folder on the GNS3 server.</param>
/// <param name="Filename">Project file name.</param>
/// <param name="AutoClose">GNS3 closes it 5 seconds after its last notification listener leaves.</param>
/// <param name="AutoOpen">GNS3 opens it when the server starts.</param>
/// <param name="AutoStart">GNS3 starts its nodes when it is opened.</param>
/// <param name="NodeCount">Number of nodes.</param>
/// <param name="LinkCount">Number of links.</param>
/// <param name="ChangedAt">When anything in it last changed.</param>
/// <param name="ReconciledAt">When the whole of it was last compared with GNS3.</param>
/// <param name="Live">True while the hub hears its server.</param>
public sealed record ProjectResponse(
    Guid ProjectId,
    string Server,
    string Name,
    ProjectStatus Status,
    string? Path,
    string? Filename,
    bool AutoClose,
    bool AutoOpen,
    bool AutoStart,
    int NodeCount,
    int LinkCount,
    DateTimeOffset ChangedAt,
    DateTimeOffset? ReconciledAt,
    bool Live) : Answer;
