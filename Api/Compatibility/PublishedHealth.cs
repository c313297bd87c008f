namespace Nms.Api.Compatibility;

/// <summary>Whether the API and GNS3 answer.</summary>
internal sealed record PublishedHealth(bool ApiHealthy, string ServiceStatus, bool Gns3Connected, bool CacheAvailable, DateTimeOffset Timestamp);
