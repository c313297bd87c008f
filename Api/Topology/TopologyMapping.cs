using Nms.Api.Nodes;
using Nms.Api.Projects;
using Nms.Contracts.Topology;
using Nms.Topology;

namespace Nms.Api.Topology;

/// <summary>Topologies as JSON shows them.</summary>
internal static class TopologyMapping
{
    public static TopologyResponse ToResponse(this ProjectTopology topology) => new(
        topology.Project.ToResponse(),
        [.. topology.Nodes.Select(NodeMapping.ToResponse)],
        [.. topology.Links.Select(ToResponse)],
        [.. topology.Drawings.Select(ToResponse)],
        Summarise([topology]),
        topology.Version);

    public static LinkResponse ToResponse(this LinkSnapshot link) => new(
        link.LinkId,
        link.ProjectId,
        link.LinkType,
        [.. link.Endpoints.Select(end => new LinkEndResponse(end.NodeId, end.AdapterNumber, end.PortNumber, ApiJson.Element(end.LabelJson)))],
        link.Suspended,
        link.Capturing,
        link.CaptureFileName,
        ApiJson.Element(link.FiltersJson)!.Value)
    {
        LastUpdate = link.ObservedAt,
    };

    public static DrawingResponse ToResponse(this DrawingSnapshot drawing) =>
        new(drawing.DrawingId, drawing.X, drawing.Y, drawing.Z, drawing.Rotation, drawing.Locked, drawing.Svg);

    public static TopologySummary Summarise(IReadOnlyCollection<ProjectTopology> topologies) => new(
        topologies.Count,
        topologies.Sum(topology => topology.Nodes.Length),
        topologies.Sum(topology => topology.Links.Length),
        topologies.SelectMany(topology => topology.Nodes).CountBy(node => node.Status.ToWord()).ToDictionary(),
        topologies.SelectMany(topology => topology.Nodes).CountBy(node => node.NodeType).ToDictionary());
}
