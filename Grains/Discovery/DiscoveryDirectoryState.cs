using System.Collections.Immutable;

namespace Nms.Discovery;

/// <summary>The runs that are kept, the oldest first, and the schedules.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Discovery.DiscoveryDirectoryState")]
internal sealed record DiscoveryDirectoryState
{
    [Id(0)] public ImmutableArray<DiscoveryRunEntry> Runs { get; init; } = [];

    [Id(1)] public ImmutableArray<DiscoverySchedule> Schedules { get; init; } = [];
}
