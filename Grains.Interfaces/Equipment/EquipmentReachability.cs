using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>What came of asking one address.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentReachability")]
public sealed record EquipmentReachability
{
    /// <summary>The address.</summary>
    [Id(0)] public required string Address { get; init; }

    /// <summary>Whether it answered echo requests; null when none was sent.</summary>
    [Id(1)] public bool? PingSuccess { get; init; }

    /// <summary>Echo requests sent.</summary>
    [Id(2)] public int Sent { get; init; }

    /// <summary>Echo replies.</summary>
    [Id(3)] public int Received { get; init; }

    /// <summary>Shortest round trip.</summary>
    [Id(4)] public TimeSpan? MinRtt { get; init; }

    /// <summary>Mean round trip.</summary>
    [Id(5)] public TimeSpan? AverageRtt { get; init; }

    /// <summary>Longest round trip.</summary>
    [Id(6)] public TimeSpan? MaxRtt { get; init; }

    /// <summary>Why no echo request was sent.</summary>
    [Id(7)] public string? NotPinged { get; init; }

    /// <summary>The ports that were asked.</summary>
    [Id(8)] public ImmutableArray<EquipmentPort> Ports { get; init; } = [];

    /// <summary>The way to it; empty when it was not traced.</summary>
    [Id(9)] public ImmutableArray<TraceHopSnapshot> Trace { get; init; } = [];

    /// <summary>When.</summary>
    [Id(10)] public DateTimeOffset At { get; init; }

    /// <summary>What went wrong.</summary>
    [Id(11)] public string? Error { get; init; }

    /// <summary>Why the way to it was not traced.</summary>
    [Id(12)] public string? NotTraced { get; init; }
}
