namespace Nms.Api.Compatibility;

/// <summary>One project with its nodes, as an element of an array.</summary>
internal sealed record PublishedProject(
    Guid ProjectId,
    string Name,
    string Status,
    string Server,
    string? Path,
    string? Filename,
    bool AutoClose,
    bool AutoOpen,
    bool AutoStart,
    int NodeCount,
    int LinkCount,
    IReadOnlyList<PublishedNode> Nodes,
    bool Live,
    DateTimeOffset LastUpdate);
