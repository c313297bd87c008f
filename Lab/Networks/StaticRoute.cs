namespace Nms.Lab.Networks;

/// <summary>A route that somebody configured.</summary>
internal sealed record StaticRoute(uint Network, int Prefix, uint NextHop);
