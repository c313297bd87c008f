namespace Nms.Contracts.Topology;

/// <summary>Every project of every GNS3 server.</summary>
/// <param name="Topologies">By project name.</param>
/// <param name="Summary">Counts over all.</param>
/// <param name="Version">Names this content; also in the ETag.</param>
public sealed record TopologyListResponse(IReadOnlyList<TopologyResponse> Topologies, TopologySummary Summary, string Version) : Answer;
