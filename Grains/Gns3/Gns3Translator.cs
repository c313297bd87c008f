using System.Collections.Immutable;
using System.Text.Json;
using Nms.Nodes;
using Nms.Projects;
using Nms.Topology;

namespace Nms.Gns3;

/// <summary>From GNS3's wire records to the model's words, as pure functions. Instants are set by whoever takes them.</summary>
internal static class Gns3Translator
{
    /// <summary>Translates one notification of one server.</summary>
    /// <param name="server">Configured name of the server.</param>
    /// <param name="stream">The project whose stream it came on; null on the controller's.</param>
    /// <param name="notification">The notification.</param>
    public static Gns3News Translate(string server, Guid? stream, Gns3Notification notification) => notification.Action switch
    {
        Gns3Actions.NodeCreated or Gns3Actions.NodeUpdated => OfNode(
            stream, notification.AsNode(), (id, node) => Node(server, id, node) is { } facts
                ? new NodeObserved(facts, notification.Action == Gns3Actions.NodeCreated)
                : null),
        Gns3Actions.NodeDeleted => OfNode(stream, notification.AsNode(), (_, node) => new NodeRemoved(node.NodeId)),
        Gns3Actions.LinkCreated or Gns3Actions.LinkUpdated => OfLink(
            stream, notification.AsLink(), (id, link) => new LinkObserved(Link(id, link))),
        Gns3Actions.LinkDeleted => OfLink(stream, notification.AsLink(), (_, link) => new LinkRemoved(link.LinkId)),
        Gns3Actions.DrawingCreated or Gns3Actions.DrawingUpdated => OfDrawing(
            stream, notification.AsDrawing(), drawing => new DrawingObserved(Drawing(drawing))),
        Gns3Actions.DrawingDeleted => OfDrawing(
            stream, notification.AsDrawing(), drawing => new DrawingRemoved(drawing.DrawingId)),
        Gns3Actions.SnapshotRestored => notification.AsSnapshot() is { } snapshot && (snapshot.ProjectId ?? stream) is { } id
            ? new ProjectNews(id, new SnapshotRestored(snapshot.SnapshotId, snapshot.Name))
            : UnreadableNews.Instance,
        Gns3Actions.ProjectCreated or Gns3Actions.ProjectUpdated or Gns3Actions.ProjectOpened or Gns3Actions.ProjectClosed =>
            notification.AsProject() is { } project
                ? new ProjectNews(project.ProjectId, new ProjectObserved(Project(server, project), notification.Action == Gns3Actions.ProjectCreated))
                : UnreadableNews.Instance,
        Gns3Actions.ProjectDeleted => notification.AsProject() is { } project
            ? new ProjectNews(project.ProjectId, new ProjectRemoved())
            : UnreadableNews.Instance,
        Gns3Actions.ComputeCreated or Gns3Actions.ComputeUpdated => notification.AsCompute() is { } compute
            ? new ComputeNews(compute.ComputeId, Compute(compute))
            : UnreadableNews.Instance,
        Gns3Actions.ComputeDeleted => notification.AsCompute() is { } compute
            ? new ComputeNews(compute.ComputeId, null)
            : UnreadableNews.Instance,
        Gns3Actions.TemplateCreated or Gns3Actions.TemplateUpdated or Gns3Actions.TemplateDeleted => new TemplateNews(),
        _ => NoNews.Instance,
    };

    public static ProjectSnapshot Project(string server, Gns3Project project) => new()
    {
        ProjectId = project.ProjectId,
        Server = server,
        Name = project.Name,
        Status = project.Status switch
        {
            "opened" => ProjectStatus.Opened,
            "closed" => ProjectStatus.Closed,
            _ => ProjectStatus.Unknown,
        },
        Path = project.Path,
        Filename = project.Filename,
        AutoClose = project.AutoClose ?? false,
        AutoOpen = project.AutoOpen ?? false,
        AutoStart = project.AutoStart ?? false,
    };

    /// <summary>Null when the node says too little to be one.</summary>
    public static NodeObservation? Node(string server, Guid projectId, Gns3Node node)
    {
        if (node.NodeType is null)
        {
            return null;
        }

        var status = Status(node.Status);
        var facts = new NodeSnapshot
        {
            Key = new NodeKey(projectId, node.NodeId),
            Server = server,
            Name = node.Name,
            NodeType = node.NodeType,
            Status = status,
            ComputeId = node.ComputeId,
            TemplateId = node.TemplateId,
            Console = node.ConsoleType is null && node.Console is null
                ? null
                : new ConsoleEndpoint(node.ConsoleType ?? "none", node.ConsoleHost, node.Console),
            X = node.X ?? 0,
            Y = node.Y ?? 0,
            Z = node.Z ?? 0,
            Width = node.Width,
            Height = node.Height,
            Symbol = node.Symbol,
            Locked = node.Locked ?? false,
            ConsoleAutoStart = node.ConsoleAutoStart ?? false,
            CommandLine = node.CommandLine,
            NodeDirectory = node.NodeDirectory,
            Ports = node.Ports is null ? [] : [.. node.Ports.Select(Port)],
            PropertiesJson = Json(node.Properties),
            LabelJson = Json(node.Label),
            CustomAdaptersJson = Json(node.CustomAdapters),
        };
        return new NodeObservation(facts, HasStatus: status != NodeStatus.Unknown, IsPartial: node.Status is null);
    }

    public static LinkSnapshot Link(Guid projectId, Gns3Link link) => new()
    {
        LinkId = link.LinkId,
        ProjectId = projectId,
        Endpoints = [.. link.Nodes.Select(end => new LinkEndpoint(end.NodeId, end.AdapterNumber, end.PortNumber, Json(end.Label)))],
        LinkType = link.LinkType ?? "ethernet",
        Suspended = link.Suspend ?? false,
        Capturing = link.Capturing ?? false,
        CaptureFileName = link.CaptureFileName,
        FiltersJson = link.Filters is { ValueKind: JsonValueKind.Object } filters ? Compact(filters) : "{}",
    };

    public static DrawingSnapshot Drawing(Gns3Drawing drawing) => new(
        drawing.DrawingId,
        drawing.X ?? 0,
        drawing.Y ?? 0,
        drawing.Z ?? 0,
        drawing.Rotation ?? 0,
        drawing.Locked ?? false,
        drawing.Svg);

    public static ComputeSnapshot Compute(Gns3Compute compute) => new(
        compute.ComputeId,
        compute.Name,
        compute.Host,
        compute.Port,
        compute.Connected ?? false,
        compute.CpuUsagePercent,
        compute.MemoryUsagePercent,
        compute.LastError);

    public static TemplateDescription Template(Gns3Template template) => new(
        template.TemplateId,
        template.Name,
        template.TemplateType ?? "",
        template.Category,
        template.Symbol,
        template.ComputeId,
        template.Builtin ?? false);

    public static SnapshotDescription Snapshot(Guid projectId, Gns3Snapshot snapshot) =>
        new(snapshot.SnapshotId, projectId, snapshot.Name, snapshot.Created);

    /// <summary>One full read of a project.</summary>
    public static ProjectFacts Facts(
        string server, Gns3Project project, Gns3List<Gns3Node> nodes, Gns3List<Gns3Link> links, Gns3List<Gns3Drawing> drawings)
    {
        var id = project.ProjectId;
        var readable = nodes.Select(node => Node(server, id, node)).OfType<NodeObservation>().DistinctBy(node => node.Facts.Key).ToImmutableArray();
        return new ProjectFacts(
            Project(server, project),
            readable,
            [.. links.DistinctBy(link => link.LinkId).Select(link => Link(id, link))],
            [.. drawings.DistinctBy(drawing => drawing.DrawingId).Select(Drawing)],
            IsComplete: readable.Length == nodes.Count && nodes.Skipped + links.Skipped + drawings.Skipped == 0);
    }

    public static NodeStatus Status(string? status) => status switch
    {
        "started" => NodeStatus.Started,
        "stopped" => NodeStatus.Stopped,
        "suspended" => NodeStatus.Suspended,
        _ => NodeStatus.Unknown,
    };

    private static NodePort Port(Gns3NodePort port) =>
        new(port.Name ?? "", port.ShortName ?? "", port.AdapterNumber, port.PortNumber, port.LinkType ?? "ethernet", port.AdapterType, Json(port.DataLinkTypes));

    private static string? Json(JsonElement? element) =>
        element is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value ? Compact(value) : null;

    /// <summary>GNS3 indents its answers and not its notifications: without spaces the same JSON is the same text.</summary>
    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static Gns3News OfNode(Guid? stream, Gns3Node? node, Func<Guid, Gns3Node, ProjectObservation?> translate) =>
        node is not null && (node.ProjectId ?? stream) is { } id && translate(id, node) is { } observation
            ? new ProjectNews(id, observation)
            : UnreadableNews.Instance;

    private static Gns3News OfLink(Guid? stream, Gns3Link? link, Func<Guid, Gns3Link, ProjectObservation> translate) =>
        link is not null && (link.ProjectId ?? stream) is { } id
            ? new ProjectNews(id, translate(id, link))
            : UnreadableNews.Instance;

    private static Gns3News OfDrawing(Guid? stream, Gns3Drawing? drawing, Func<Gns3Drawing, ProjectObservation> translate) =>
        drawing is not null && (drawing.ProjectId ?? stream) is { } id
            ? new ProjectNews(id, translate(drawing))
            : UnreadableNews.Instance;
}
