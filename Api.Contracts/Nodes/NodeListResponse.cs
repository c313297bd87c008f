namespace Nms.Contracts.Nodes;

/// <summary>Nodes of one project, or of all.</summary>
/// <param name="Nodes">By name.</param>
public sealed record NodeListResponse(IReadOnlyList<NodeResponse> Nodes) : Page;
