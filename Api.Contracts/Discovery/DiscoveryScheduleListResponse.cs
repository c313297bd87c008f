namespace Nms.Contracts.Discovery;

/// <summary>Schedules, by name.</summary>
/// <param name="Schedules">One page of them.</param>
public sealed record DiscoveryScheduleListResponse(IReadOnlyList<DiscoveryScheduleResponse> Schedules) : Page;
