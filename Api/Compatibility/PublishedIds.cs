namespace Nms.Api.Compatibility;

/// <summary>
/// Reads ids as existing clients send them. One that is no UUID, such as project-123, names nothing that exists: it is
/// "not found" and never a malformed request.
/// </summary>
internal static class PublishedIds
{
    private const int Longest = 64;

    public static Guid Project(string id) =>
        Guid.TryParse(id, out var projectId) ? projectId : throw new NotFoundException("project_not_found", $"There is no project {Shown(id)}.");

    public static Guid Node(string id) =>
        Guid.TryParse(id, out var nodeId) ? nodeId : throw new NotFoundException("node_not_found", $"There is no node {Shown(id)}.");

    // Escaped: the sentence goes into logs, where an id must not begin a line of its own.
    private static string Shown(string id) => Uri.EscapeDataString(id.Length <= Longest ? id : id[..Longest] + "…");
}
