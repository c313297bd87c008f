namespace Nms.Contracts.Gns3;

/// <summary>Every configured GNS3 server.</summary>
/// <param name="Servers">By name.</param>
/// <param name="Total">How many there are.</param>
public sealed record ServerListResponse(IReadOnlyList<ServerResponse> Servers, int Total) : Answer;
