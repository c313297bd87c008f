using Nms.Nodes;
using Nms.Topology;

namespace Nms.Workflows.Steps;

/// <summary>Finds the things of a project that steps name.</summary>
internal static class StepTopology
{
    /// <exception cref="NotFoundException">project_not_found.</exception>
    public static async Task<ProjectTopology> TopologyAsync(this IGrainFactory grains, Guid projectId, CancellationToken cancellationToken) =>
        (await grains.Project(projectId).GetTopologyAsync(cancellationToken: cancellationToken))!;

    /// <summary>A node by its id, one of its former ids, or its name: a snapshot that is restored gives nodes new ids.</summary>
    /// <exception cref="NotFoundException">node_not_found.</exception>
    public static NodeSnapshot Node(this ProjectTopology topology, string idOrName)
    {
        var found = Guid.TryParse(idOrName, out var id)
            ? topology.Nodes.FirstOrDefault(node => node.Key.NodeId == id) ?? topology.Nodes.FirstOrDefault(node => node.PreviousIds.Contains(id))
            : topology.Nodes.FirstOrDefault(node => node.Name == idOrName);
        return found ?? throw new NotFoundException("node_not_found", $"There is no node {idOrName} in project {topology.Project.Name}.");
    }

    /// <exception cref="NotFoundException">link_not_found.</exception>
    public static LinkSnapshot Link(this ProjectTopology topology, Guid linkId) =>
        topology.Links.FirstOrDefault(link => link.LinkId == linkId)
        ?? throw new NotFoundException("link_not_found", $"Project {topology.Project.Name} has no link {linkId:D}.");
}
