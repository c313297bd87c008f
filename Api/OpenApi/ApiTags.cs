namespace Nms.Api.OpenApi;

/// <summary>The six tags of the published document.</summary>
internal static class ApiTags
{
    public const string Infrastructure = "Common - Infrastructure";
    public const string Hub = "Hub Communication";
    public const string Equipment = "Equipment Discovery";
    public const string Events = "Event Management";
    public const string Gns3 = "GNS3 Integration";
    public const string Orchestration = "System Orchestration";

    public static IReadOnlyList<(string Name, string Description)> All { get; } =
    [
        (Infrastructure, "The hub itself: index, status, sign-in, users and keys."),
        (Hub, "Modules and the messages between them."),
        (Equipment, "What is really inside each node."),
        (Events, "What happened, in order and without gaps: the log, the WebSocket, their figures."),
        (Gns3, "GNS3 servers, projects, nodes, links, snapshots, templates and topologies."),
        (Orchestration, "Work that spans several modules."),
    ];
}
