namespace Nms.Api.Compatibility;

/// <summary>The answer of the health path of the first form.</summary>
internal sealed record CentralHealth(bool ApiHealthy, string ServiceStatus, bool Gns3Connected, bool CacheAvailable, DateTimeOffset Timestamp);
