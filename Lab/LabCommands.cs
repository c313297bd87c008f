using Nms.Lab.Drawings;
using Nms.Lab.Links;
using Nms.Lab.Nodes;
using Nms.Lab.Projects;
using Nms.Lab.Snapshots;
using Nms.Lab.Templates;

namespace Nms.Lab;

/// <summary>The commands of one Lab, put together once.</summary>
internal sealed record LabCommands(
    ProjectCommands Projects, NodeCommands Nodes, LinkCommands Links, SnapshotCommands Snapshots, TemplateCommands Templates, DrawingCommands Drawings)
{
    public static LabCommands Over(LabState state)
    {
        var links = new LinkCommands(state);
        var nodes = new NodeCommands(state, links);
        var projects = new ProjectCommands(state, nodes, links);
        return new LabCommands(projects, nodes, links, new SnapshotCommands(state, projects), new TemplateCommands(state, nodes), new DrawingCommands(state));
    }
}
