using System.Collections.Immutable;

namespace Nms.Discovery;

/// <summary>A discovery run at one instant.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Discovery.DiscoveryRunSnapshot")]
public sealed record DiscoveryRunSnapshot
{
    /// <summary>Its id.</summary>
    [Id(0)] public required Guid RunId { get; init; }

    /// <summary>What was asked for.</summary>
    [Id(1)] public required DiscoveryRequest Request { get; init; }

    /// <summary>The project's name.</summary>
    [Id(2)] public string? ProjectName { get; init; }

    /// <summary>How it is.</summary>
    [Id(3)] public DiscoveryRunStatus Status { get; init; }

    /// <summary>What it does now: listing, sweeping, profiling, resolving, judging.</summary>
    [Id(4)] public string? Phase { get; init; }

    /// <summary>Why it failed.</summary>
    [Id(5)] public string? Error { get; init; }

    /// <summary>When it began.</summary>
    [Id(6)] public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    [Id(7)] public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Its targets.</summary>
    [Id(8)] public ImmutableArray<DiscoveryTarget> Targets { get; init; } = [];

    /// <summary>Targets that are done.</summary>
    [Id(9)] public int Done { get; init; }

    /// <summary>Addresses that were asked.</summary>
    [Id(10)] public long AddressesSwept { get; init; }

    /// <summary>Against the run before of the same scope; null while it runs and for the first.</summary>
    [Id(11)] public DiscoveryComparison? Comparison { get; init; }

    /// <summary>What else is to be told.</summary>
    [Id(12)] public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>How often a silo took it over.</summary>
    [Id(13)] public int Resumed { get; init; }
}
