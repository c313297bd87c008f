using Nms.Api.Nodes;
using Nms.Contracts.Projects;
using Nms.Projects;
using WireStatus = Nms.Contracts.Projects.ProjectStatus;

namespace Nms.Api.Projects;

/// <summary>Projects as JSON shows them.</summary>
internal static class ProjectMapping
{
    public static ProjectResponse ToResponse(this ProjectSnapshot project) => new(
        project.ProjectId,
        project.Server,
        project.Name,
        project.Status.ToWire(),
        project.Path,
        project.Filename,
        project.AutoClose,
        project.AutoOpen,
        project.AutoStart,
        project.NodeCount,
        project.LinkCount,
        project.ChangedAt,
        project.ReconciledAt,
        project.Live);

    public static NodesCommandResponse ToResponse(this NodesCommandResult result, string action, DateTimeOffset now)
    {
        var failed = result.Nodes.Count(node => node.Error is not null);
        return new NodesCommandResponse(
            result.ProjectId,
            action,
            failed == 0,
            result.Nodes.Length,
            result.Nodes.Length - failed,
            failed,
            [.. result.Nodes.Select(node => new NodeOutcomeResponse(
                node.NodeId, node.Name, node.OldStatus.ToWire(), node.NewStatus.ToWire(), node.Error))],
            now);
    }

    public static SnapshotResponse ToResponse(this SnapshotDescription snapshot) =>
        new(snapshot.SnapshotId, snapshot.ProjectId, snapshot.Name, snapshot.CreatedAt);

    public static WireStatus ToWire(this Nms.Projects.ProjectStatus status) => status switch
    {
        Nms.Projects.ProjectStatus.Closed => WireStatus.Closed,
        Nms.Projects.ProjectStatus.Opened => WireStatus.Opened,
        _ => WireStatus.Unknown,
    };

    /// <summary>The word of GNS3 for a status.</summary>
    public static string ToWord(this Nms.Projects.ProjectStatus status) => status switch
    {
        Nms.Projects.ProjectStatus.Closed => "closed",
        Nms.Projects.ProjectStatus.Opened => "opened",
        _ => "unknown",
    };
}
