namespace Nms.Contracts.Discovery;

/// <summary>Discovery runs, the newest first.</summary>
/// <param name="Runs">One page of them.</param>
public sealed record DiscoveryRunListResponse(IReadOnlyList<DiscoveryRunEntryResponse> Runs) : Page;
