using Nms.Contracts.Nodes;
using Nms.Nodes;
using WireStatus = Nms.Contracts.Nodes.NodeStatus;

namespace Nms.Api.Nodes;

/// <summary>Nodes as JSON shows them.</summary>
internal static class NodeMapping
{
    public static NodeResponse ToResponse(this NodeSnapshot node) => new(
        node.Key.NodeId,
        node.Key.ProjectId,
        node.Server,
        node.Name,
        node.NodeType,
        node.Status.ToWire(),
        node.ComputeId,
        node.TemplateId,
        node.Console?.ToResponse(),
        node.X,
        node.Y,
        node.Z,
        node.Width,
        node.Height,
        node.Symbol,
        node.Locked,
        node.ConsoleAutoStart,
        node.CommandLine,
        node.NodeDirectory,
        [.. node.Ports.Select(ToResponse)],
        ApiJson.Element(node.PropertiesJson),
        ApiJson.Element(node.LabelJson),
        ApiJson.Element(node.CustomAdaptersJson),
        node.PreviousIds,
        node.StatusChangedAt)
    {
        LastUpdate = node.ObservedAt,
    };

    public static NodeCommandResponse ToResponse(this NodeCommandResult result, string action, DateTimeOffset now) => new(
        result.Node.Key.NodeId,
        result.Node.Key.ProjectId,
        action,
        result.OldStatus.ToWire(),
        result.Node.Status.ToWire(),
        result.Node.ToResponse(),
        now);

    public static ConsoleResponse ToResponse(this ConsoleEndpoint console) => new(
        console.Type,
        console.Host,
        console.Port,
        console is { Type: not "none", Host: { Length: > 0 } host, Port: { } port } ? $"{console.Type}://{(host.Contains(':') ? $"[{host}]" : host)}:{port}" : null);

    public static WireStatus ToWire(this Nms.Nodes.NodeStatus status) => status switch
    {
        Nms.Nodes.NodeStatus.Stopped => WireStatus.Stopped,
        Nms.Nodes.NodeStatus.Started => WireStatus.Started,
        Nms.Nodes.NodeStatus.Suspended => WireStatus.Suspended,
        _ => WireStatus.Unknown,
    };

    /// <summary>The word of GNS3 for a status.</summary>
    public static string ToWord(this Nms.Nodes.NodeStatus status) => status switch
    {
        Nms.Nodes.NodeStatus.Stopped => "stopped",
        Nms.Nodes.NodeStatus.Started => "started",
        Nms.Nodes.NodeStatus.Suspended => "suspended",
        _ => "unknown",
    };

    private static NodePortResponse ToResponse(NodePort port) =>
        new(port.Name, port.ShortName, port.AdapterNumber, port.PortNumber, port.LinkType);
}
