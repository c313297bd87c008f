namespace Nms.Contracts.Modules;

/// <summary>A heartbeat that was heard.</summary>
/// <param name="Name">The module.</param>
/// <param name="Healthy">Whether it counts as well.</param>
/// <param name="ServerTime">The hub's clock.</param>
public sealed record HeartbeatResponse(string Name, bool Healthy, DateTimeOffset ServerTime);
