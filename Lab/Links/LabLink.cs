using System.Text.Json.Nodes;
using Nms.Lab.Projects;

namespace Nms.Lab.Links;

/// <summary>One link of an open project.</summary>
public sealed class LabLink
{
    internal LabLink(LabProject project, string id) => (Project, Id) = (project, id);

    /// <summary>The identifier that GNS3 gave the link.</summary>
    public string Id { get; }

    /// <summary>Whether nothing passes the link.</summary>
    public bool IsSuspended { get; internal set; }

    internal LabProject Project { get; }

    internal List<LinkEnd> Ends { get; } = [];

    internal bool IsCreated { get; set; }

    internal string Type { get; set; } = "ethernet";

    internal JsonObject Filters { get; set; } = [];

    internal JsonObject Style { get; set; } = [];

    internal bool IsCapturing { get; set; }

    internal string? CaptureFile { get; set; }

    internal LinkEnd? CapturingEnd { get; set; }

    internal JsonObject ToJson() => new()
    {
        ["capture_compute_id"] = CapturingEnd?.Node.ComputeId,
        ["capture_file_name"] = CaptureFile,
        ["capture_file_path"] = string.IsNullOrEmpty(CaptureFile) ? null : $"{Project.Path}/project-files/captures/{CaptureFile}",
        ["capturing"] = IsCapturing,
        ["filters"] = Filters.DeepClone(),
        ["link_id"] = Id,
        ["link_style"] = Style.DeepClone(),
        ["link_type"] = Type,
        ["nodes"] = new JsonArray([.. Ends.Select(end => (JsonNode)end.ToJson())]),
        ["project_id"] = Project.Id,
        ["suspend"] = IsSuspended,
    };

    internal JsonObject ToSavedJson() => new()
    {
        ["filters"] = Filters.DeepClone(),
        ["link_id"] = Id,
        ["link_style"] = Style.DeepClone(),
        ["nodes"] = new JsonArray([.. Ends.Select(end => (JsonNode)end.ToJson())]),
        ["suspend"] = IsSuspended,
    };
}
