using System.Collections.Immutable;

namespace Nms.Discovery;

/// <summary>What a run looks at: one project, one node of it, or address ranges.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Discovery.DiscoveryScope")]
public sealed record DiscoveryScope
{
    /// <summary>The project.</summary>
    [Id(0)] public Guid? ProjectId { get; init; }

    /// <summary>The node; null means all nodes.</summary>
    [Id(1)] public Guid? NodeId { get; init; }

    /// <summary>Addresses, ranges and networks to sweep, outside of labs.</summary>
    [Id(2)] public ImmutableArray<string> Ranges { get; init; } = [];

    /// <summary>Addresses to begin the crawl through neighbours at.</summary>
    [Id(3)] public ImmutableArray<string> Seeds { get; init; } = [];

    /// <summary>Addresses, ranges and networks to leave out.</summary>
    [Id(4)] public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>How many neighbours away from a seed or a find; 0 is none.</summary>
    [Id(5)] public int CrawlDepth { get; init; }
}
