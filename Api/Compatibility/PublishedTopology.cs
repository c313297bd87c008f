using Nms.Contracts;
using Nms.Contracts.Topology;

namespace Nms.Api.Compatibility;

/// <summary>Everything the hub knows of GNS3, by id.</summary>
internal sealed record PublishedTopology(
    IReadOnlyDictionary<Guid, TopologyProject> Projects,
    IReadOnlyDictionary<Guid, PublishedNode> Nodes,
    IReadOnlyDictionary<Guid, LinkResponse> Links,
    IReadOnlyDictionary<Guid, DrawingResponse> Drawings,
    TopologySummary Summary,
    string ServerStatus) : Answer;

/// <summary>One project of a topology.</summary>
internal sealed record TopologyProject(
    Guid ProjectId, string Name, string Status, string Server, IReadOnlyDictionary<Guid, PublishedNode> Nodes);
