using System.Collections.Immutable;

namespace Nms.Discovery.Configurations;

/// <summary>A routing protocol of a configuration.</summary>
/// <param name="Name">ospf, ospf6, bgp, rip, eigrp, isis.</param>
/// <param name="Instance">Its process or own number.</param>
internal sealed record ConfiguredProtocol(string Name, string? Instance)
{
    public string? RouterId { get; init; }

    public ImmutableArray<string> Networks { get; init; } = [];

    public ImmutableArray<string> Neighbours { get; init; } = [];

    public int Line { get; init; }
}
