using Nms.Api.Nodes;
using Nms.Api.Projects;
using Nms.Api.Topology;
using Nms.Nodes;
using Nms.Projects;
using Nms.Topology;

namespace Nms.Api.Compatibility;

/// <summary>The model as the published paths show it.</summary>
internal static class CentralMapping
{
    public static PublishedTopology ToPublished(IReadOnlyCollection<ProjectTopology> topologies, bool connected) => new(
        ById(topologies, topology => topology.Project.ProjectId, ToPublishedProject),
        ById(topologies.SelectMany(topology => topology.Nodes), node => node.Key.NodeId, ToPublished),
        ById(topologies.SelectMany(topology => topology.Links), link => link.LinkId, ToPublished),
        ById(topologies.SelectMany(topology => topology.Drawings), drawing => drawing.DrawingId, TopologyMapping.ToResponse),
        connected ? "connected" : "disconnected",
        TopologyMapping.Summarise(topologies));

    public static PublishedProject ToPublishedProject(ProjectTopology topology) => new(
        Id(topology.Project.ProjectId),
        topology.Project.Name,
        topology.Project.Status.ToWord(),
        topology.Project.Path,
        topology.Project.Server,
        ById(topology.Nodes, node => node.Key.NodeId, ToPublished));

    public static PublishedNode ToPublished(NodeSnapshot node) => new(
        Id(node.Key.NodeId),
        node.Name,
        node.Status.ToWord(),
        node.NodeType,
        Id(node.Key.ProjectId),
        node.ObservedAt,
        node.X,
        node.Y,
        node.Z,
        node.Console?.Port,
        node.Console?.Host,
        node.Console?.Type,
        node.ComputeId,
        node.Symbol,
        [.. node.PreviousIds.Select(Id)]);

    public static PublishedCommand ToActionResult(NodeCommandResult result, string action, DateTimeOffset now) => new(
        Succeeded(result.Node, action),
        Id(result.Node.Key.NodeId),
        Id(result.Node.Key.ProjectId),
        action,
        result.OldStatus.ToWord(),
        result.Node.Status.ToWord(),
        $"Node {result.Node.Name} is {result.Node.Status.ToWord()}.",
        now);

    /// <summary>A restart that returned has stopped the node in between: that is what the command waits for.</summary>
    public static PublishedRestart ToRestart(NodeCommandResult result, DateTimeOffset now)
    {
        var (node, stopped) = (result.Node, NodeStatus.Stopped.ToWord());
        return new PublishedRestart(
            Succeeded(node, "restart"),
            Id(node.Key.NodeId),
            Id(node.Key.ProjectId),
            "restart_node",
            result.OldStatus.ToWord(),
            node.Status.ToWord(),
            $"Node {node.Name} is {node.Status.ToWord()}.",
            new PublishedHalf(true, Id(node.Key.NodeId), result.OldStatus.ToWord(), stopped),
            new PublishedHalf(Succeeded(node, "restart"), Id(node.Key.NodeId), stopped, node.Status.ToWord()),
            now);
    }

    public static PublishedProjectStart ToStart(NodesCommandResult result, DateTimeOffset now)
    {
        var outcomes = Outcomes(result);
        var (started, failed) = Count(outcomes);
        return new PublishedProjectStart(
            started > 0, Word(started, failed), Id(result.ProjectId), outcomes.Count, started, failed, outcomes.ToDictionary(outcome => outcome.NodeId), now);
    }

    public static PublishedProjectStartList ToStartList(NodesCommandResult result, DateTimeOffset now)
    {
        var outcomes = Outcomes(result);
        var (started, failed) = Count(outcomes);
        return new PublishedProjectStartList(
            started > 0, Word(started, failed), Id(result.ProjectId), outcomes.Count, started, failed, outcomes, now);
    }

    private static List<PublishedNodeOutcome> Outcomes(NodesCommandResult result) => [.. result.Nodes.Select(node => new PublishedNodeOutcome(
        node.Error is null,
        Id(node.NodeId),
        node.Name,
        node.OldStatus.ToWord(),
        node.NewStatus.ToWord(),
        node.Error is null ? node.NewStatus.ToWord() : null,
        node.Error))];

    private static (int Started, int Failed) Count(List<PublishedNodeOutcome> outcomes) =>
        (outcomes.Count(outcome => outcome.Success), outcomes.Count(outcome => !outcome.Success));

    private static string Word(int started, int failed) => failed == 0 ? "success" : started > 0 ? "partial" : "error";

    private static bool Succeeded(NodeSnapshot node, string action) => action switch
    {
        "start" or "restart" or "reload" => node.Status == NodeStatus.Started,
        "stop" => node.Status == NodeStatus.Stopped,
        _ => true,
    };

    private static PublishedLink ToPublished(LinkSnapshot link)
    {
        var response = link.ToResponse();
        return new PublishedLink(
            Id(link.LinkId), Id(link.ProjectId), link.LinkType, response.Nodes, link.Suspended, link.Capturing, response.Filters);
    }

    /// <summary>Copies of one lab on two servers share their ids; the published shape has room for one of each.</summary>
    private static Dictionary<string, TTarget> ById<TSource, TTarget>(IEnumerable<TSource> all, Func<TSource, Guid> id, Func<TSource, TTarget> map)
    {
        var byId = new Dictionary<string, TTarget>();
        foreach (var one in all)
        {
            byId[Id(id(one))] = map(one);
        }

        return byId;
    }

    private static string Id(Guid id) => id.ToString("D");
}
