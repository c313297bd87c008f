using Nms.Api.Nodes;
using Nms.Api.Projects;
using Nms.Api.Topology;
using Nms.Contracts.Topology;
using Nms.Gns3;
using Nms.Nodes;
using Nms.Topology;
using NodePortResponse = Nms.Contracts.Nodes.NodePortResponse;

namespace Nms.Api.Compatibility;

/// <summary>The model in the words of the published contract. Pure.</summary>
internal static class CentralMapping
{
    public static PublishedNode ToPublished(this NodeSnapshot node) => new(
        node.Key.NodeId,
        node.Key.ProjectId,
        node.Name,
        node.NodeType,
        node.Status.ToWord(),
        node.ComputeId,
        node.TemplateId,
        node.Console?.Port,
        node.Console?.Host,
        node.Console?.Type,
        node.ConsoleAutoStart,
        node.X,
        node.Y,
        node.Z,
        node.Width,
        node.Height,
        node.Symbol,
        node.Locked,
        node.CommandLine,
        node.NodeDirectory,
        ApiJson.Element(node.LabelJson),
        ApiJson.Element(node.PropertiesJson),
        ApiJson.Element(node.CustomAdaptersJson),
        [.. node.Ports.Select(port => new NodePortResponse(port.Name, port.ShortName, port.AdapterNumber, port.PortNumber, port.LinkType))],
        node.StatusChangedAt,
        node.ObservedAt);

    public static PublishedProject ToPublished(this ProjectTopology topology) => new(
        topology.Project.ProjectId,
        topology.Project.Name,
        topology.Project.Status.ToWord(),
        topology.Project.Server,
        topology.Project.Path,
        topology.Project.Filename,
        topology.Project.AutoClose,
        topology.Project.AutoOpen,
        topology.Project.AutoStart,
        topology.Nodes.Length,
        topology.Links.Length,
        [.. topology.Nodes.Select(ToPublished)],
        topology.Project.Live,
        topology.Project.ObservedAt);

    public static PublishedTopology ToPublished(
        IReadOnlyCollection<ProjectTopology> topologies, IReadOnlyCollection<ServerSnapshot> servers)
    {
        var projects = new Dictionary<Guid, TopologyProject>(topologies.Count);
        var nodes = new Dictionary<Guid, PublishedNode>();
        var links = new Dictionary<Guid, LinkResponse>();
        var drawings = new Dictionary<Guid, DrawingResponse>();
        foreach (var topology in topologies)
        {
            var project = topology.Project;
            var own = new Dictionary<Guid, PublishedNode>(topology.Nodes.Length);
            foreach (var node in topology.Nodes)
            {
                nodes[node.Key.NodeId] = own[node.Key.NodeId] = node.ToPublished();
            }

            foreach (var link in topology.Links)
            {
                links[link.LinkId] = link.ToResponse();
            }

            foreach (var drawing in topology.Drawings)
            {
                drawings[drawing.DrawingId] = drawing.ToResponse();
            }

            projects[project.ProjectId] = new TopologyProject(project.ProjectId, project.Name, project.Status.ToWord(), project.Server, own);
        }

        return new PublishedTopology(
            projects, nodes, links, drawings, TopologyMapping.Summarise(topologies), ConnectionWord(servers));
    }

    public static NodeCommandAnswer ToActionResult(this NodeCommandResult result, string action, DateTimeOffset now)
    {
        var (oldStatus, newStatus) = (result.OldStatus.ToWord(), result.Node.Status.ToWord());
        return new NodeCommandAnswer(
            Succeeded(result.Node, action), result.Node.Key.NodeId, result.Node.Key.ProjectId, result.Node.Name, action, oldStatus, newStatus,
            $"{result.Node.Name} was {oldStatus} and is {newStatus}.", now);
    }

    private static bool Succeeded(NodeSnapshot node, string action) => action switch
    {
        "start" or "restart" or "reload" or "start_node" or "restart_node" => node.Status == NodeStatus.Started,
        "stop" or "stop_node" => node.Status == NodeStatus.Stopped,
        _ => true,
    };

    /// <summary>connected while any server is heard.</summary>
    public static string ConnectionWord(IReadOnlyCollection<ServerSnapshot> servers) =>
        servers.Any(server => server.Connected) ? "connected" : "disconnected";

    /// <summary>The server that answers for all where the contract has room for one: the first that is heard, else the first.</summary>
    public static ServerSnapshot? Leading(IReadOnlyCollection<ServerSnapshot> servers) =>
        servers.FirstOrDefault(server => server.Connected) ?? servers.FirstOrDefault();
}
