using System.Collections.Immutable;

namespace Nms.Discovery;

/// <summary>What differs from the last run of the same scope.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Discovery.DiscoveryComparison")]
public sealed record DiscoveryComparison
{
    /// <summary>The run before.</summary>
    [Id(0)] public Guid PreviousRunId { get; init; }

    /// <summary>Equipment that is new.</summary>
    [Id(1)] public ImmutableArray<Guid> Discovered { get; init; } = [];

    /// <summary>Equipment whose profile changed.</summary>
    [Id(2)] public ImmutableArray<Guid> Changed { get; init; } = [];

    /// <summary>Equipment that was not found any more.</summary>
    [Id(3)] public ImmutableArray<Guid> Lost { get; init; } = [];

    /// <summary>Equipment that is as it was.</summary>
    [Id(4)] public int Unchanged { get; init; }
}
