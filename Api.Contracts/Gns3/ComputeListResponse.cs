namespace Nms.Contracts.Gns3;

/// <summary>The computes of a GNS3 server.</summary>
/// <param name="Computes">As last heard.</param>
/// <param name="Total">How many there are.</param>
public sealed record ComputeListResponse(IReadOnlyList<ComputeResponse> Computes, int Total) : Answer;
