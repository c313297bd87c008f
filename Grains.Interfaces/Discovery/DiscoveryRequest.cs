namespace Nms.Discovery;

/// <summary>A run that is asked for.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Discovery.DiscoveryRequest")]
public sealed record DiscoveryRequest
{
    /// <summary>What it looks at.</summary>
    [Id(0)] public required DiscoveryScope Scope { get; init; }

    /// <summary>How.</summary>
    [Id(1)] public required DiscoveryRunOptions Options { get; init; }

    /// <summary>Who asked: a principal, or a schedule.</summary>
    [Id(2)] public required string RequestedBy { get; init; }

    /// <summary>The schedule that asked.</summary>
    [Id(3)] public Guid? ScheduleId { get; init; }
}
