namespace Nms.Lab.Networks;

/// <summary>One line of a routing table: learned from an interface (C), by hand (S) or from another router (O).</summary>
internal sealed record RouteEntry(char Source, uint Network, int Prefix, NetInterface Out, uint? NextHop, int Distance = 0);
