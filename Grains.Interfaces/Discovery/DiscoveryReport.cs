using System.Collections.Immutable;

namespace Nms.Discovery;

/// <summary>What the worker of a run has done since its last report.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Discovery.DiscoveryReport")]
public sealed record DiscoveryReport
{
    /// <summary>What it does now; null when that is as before.</summary>
    [Id(0)] public string? Phase { get; init; }

    /// <summary>Targets that are new or further than before.</summary>
    [Id(1)] public ImmutableArray<DiscoveryTarget> Targets { get; init; } = [];

    /// <summary>Addresses asked since the last report.</summary>
    [Id(2)] public long AddressesSwept { get; init; }

    /// <summary>The project's name, once it is known.</summary>
    [Id(3)] public string? ProjectName { get; init; }

    /// <summary>What else is to be told.</summary>
    [Id(4)] public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Targets that turned out to be parts of others.</summary>
    [Id(5)] public ImmutableArray<Guid> Merged { get; init; } = [];
}
