using Nms.Nodes;
using Nms.Projects;
using Nms.Topology;

namespace Nms.Grains.Tests.Projects;

/// <summary>Small facts for tests of the rules.</summary>
internal static class Given
{
    public static readonly Guid ProjectId = Guid.Parse("aaaaaaaa-0000-4000-8000-000000000001");

    public static Guid Id(int number) => new(number, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0);

    public static ProjectSnapshot Project(ProjectStatus status = ProjectStatus.Opened) =>
        new() { ProjectId = ProjectId, Server = "lab", Name = "campus", Status = status };

    public static NodeSnapshot Node(int id, string name, NodeStatus status = NodeStatus.Stopped, string type = "vpcs") => new()
    {
        Key = new NodeKey(ProjectId, Id(id)),
        Server = "lab",
        Name = name,
        NodeType = type,
        Status = status,
    };

    public static NodeObservation Seen(NodeSnapshot node) => new(node, HasStatus: node.Status != NodeStatus.Unknown, IsPartial: false);

    public static NodeObserved Created(NodeSnapshot node) => new(Seen(node), IsCreation: true);

    public static NodeObserved Updated(NodeSnapshot node) => new(Seen(node), IsCreation: false);

    public static LinkSnapshot Link(int id, int nodeA, int nodeB, int portA = 0, int portB = 0) => new()
    {
        LinkId = Id(1000 + id),
        ProjectId = ProjectId,
        Endpoints = [new LinkEndpoint(Id(nodeA), 0, portA), new LinkEndpoint(Id(nodeB), 0, portB)],
    };

    public static ProjectFacts Facts(ProjectSnapshot project, NodeSnapshot[] nodes, params LinkSnapshot[] links) =>
        new(project, [.. nodes.Select(Seen)], [.. links], []);

    /// <summary>An open project with these nodes and links, its events forgotten.</summary>
    public static SimulatedProject Open(NodeSnapshot[] nodes, params LinkSnapshot[] links)
    {
        var project = new SimulatedProject(ProjectId);
        project.Reconcile(Facts(Project(), nodes, links));
        project.Events.Clear();
        return project;
    }
}
