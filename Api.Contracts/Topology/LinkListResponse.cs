namespace Nms.Contracts.Topology;

/// <summary>The links of a project.</summary>
/// <param name="Links">In GNS3's order.</param>
public sealed record LinkListResponse(IReadOnlyList<LinkResponse> Links) : Page;
