using System.Collections.Immutable;

namespace Nms.Topology;

/// <summary>One link of a project. <c>FiltersJson</c> is GNS3's own object: delay, packet_loss, frequency_drop, corrupt, bpf.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Topology.LinkSnapshot")]
public sealed record LinkSnapshot
{
    /// <summary>GNS3's link id.</summary>
    [Id(0)] public required Guid LinkId { get; init; }

    /// <summary>The project it belongs to.</summary>
    [Id(1)] public required Guid ProjectId { get; init; }

    /// <summary>Its two ends.</summary>
    [Id(2)] public ImmutableArray<LinkEndpoint> Endpoints { get; init; } = [];

    /// <summary>ethernet or serial.</summary>
    [Id(3)] public string LinkType { get; init; } = "ethernet";

    /// <summary>True when GNS3 passes nothing over it.</summary>
    [Id(4)] public bool Suspended { get; init; }

    /// <summary>True while a capture runs on it.</summary>
    [Id(5)] public bool Capturing { get; init; }

    /// <summary>Name of the capture file.</summary>
    [Id(6)] public string? CaptureFileName { get; init; }

    /// <summary>Filters in force, GNS3's own JSON object.</summary>
    [Id(7)] public string FiltersJson { get; init; } = "{}";

    /// <summary>When GNS3 last told us anything about it.</summary>
    [Id(8)] public DateTimeOffset ObservedAt { get; init; }
}
