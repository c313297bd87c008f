namespace Nms.Discovery;

/// <summary>A run that is made again and again.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Discovery.DiscoverySchedule")]
public sealed record DiscoverySchedule
{
    /// <summary>Its id.</summary>
    [Id(0)] public required Guid ScheduleId { get; init; }

    /// <summary>Its name.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>What it looks at.</summary>
    [Id(2)] public required DiscoveryScope Scope { get; init; }

    /// <summary>How.</summary>
    [Id(3)] public required DiscoveryRunOptions Options { get; init; }

    /// <summary>How often.</summary>
    [Id(4)] public TimeSpan Every { get; init; }

    /// <summary>Up to so much later, by chance.</summary>
    [Id(5)] public TimeSpan Jitter { get; init; }

    /// <summary>Whether it runs.</summary>
    [Id(6)] public bool Enabled { get; init; }

    /// <summary>Who made it.</summary>
    [Id(7)] public required string OwnerName { get; init; }

    /// <summary>When it was made.</summary>
    [Id(8)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it runs next.</summary>
    [Id(9)] public DateTimeOffset? NextAt { get; init; }

    /// <summary>Its last run.</summary>
    [Id(10)] public Guid? LastRunId { get; init; }

    /// <summary>Why the last run could not be started.</summary>
    [Id(11)] public string? LastError { get; init; }
}
