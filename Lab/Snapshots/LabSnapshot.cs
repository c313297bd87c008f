using System.Globalization;
using System.Text.Json.Nodes;
using Nms.Lab.Projects;

namespace Nms.Lab.Snapshots;

/// <summary>What a project held at one moment.</summary>
internal sealed record LabSnapshot(string Id, string Name, DateTimeOffset CreatedAt, ProjectDump Dump)
{
    /// <summary>Set on the copy that a duplicated project inherits: restoring it gives new identifiers on every version.</summary>
    public bool IsInherited { get; init; }

    public JsonObject ToJson(string projectId) => new()
    {
        ["created_at"] = CreatedAt.ToUnixTimeSeconds(),
        ["description"] = $"Snapshot '{Name}' taken on {CreatedAt.UtcDateTime.ToString("yyyy-MM-dd 'at' HH:mm:ss", CultureInfo.InvariantCulture)}",
        ["filename"] = $"{Name}.gns3snapshot",
        ["name"] = Name,
        ["project_id"] = projectId,
        ["snapshot_id"] = Id,
    };
}
