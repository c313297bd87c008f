namespace Nms.Contracts.Discovery;

/// <summary>A run as it stands in the list.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="ProjectId">Its project; null outside of labs.</param>
/// <param name="Status">How it is.</param>
/// <param name="StartedAt">When it began.</param>
public sealed record DiscoveryRunEntryResponse(Guid RunId, Guid? ProjectId, DiscoveryRunStatus Status, DateTimeOffset StartedAt);
