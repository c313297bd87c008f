using System.Collections.Immutable;
using Nms.Status;

namespace Nms.Events;

/// <summary>What one silo counts of events, since it started.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Events.SiloEvents")]
public sealed record SiloEvents
{
    /// <summary>Its name.</summary>
    [Id(0)] public string Silo { get; init; } = "";

    /// <summary>Since when it counts.</summary>
    [Id(1)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Events that it appended to the log.</summary>
    [Id(2)] public required long Published { get; init; }

    /// <summary>Events that it sent to clients, each client counted.</summary>
    [Id(3)] public required long Delivered { get; init; }

    /// <summary>Clients that it closed because they did not take what was sent.</summary>
    [Id(4)] public required long Dropped { get; init; }

    /// <summary>Of the events sent, those read from the log for clients that came back.</summary>
    [Id(5)] public required long Resumed { get; init; }

    /// <summary>When it last appended one.</summary>
    [Id(6)] public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>Events that it appended in the last minute.</summary>
    [Id(7)] public required double PerMinute { get; init; }

    /// <summary>Milliseconds from the instant of an event to its being in the log, added up.</summary>
    [Id(8)] public required double AppendMilliseconds { get; init; }

    /// <summary>Events appended, by type.</summary>
    [Id(9)] public required ImmutableDictionary<string, long> ByType { get; init; }

    /// <summary>Events appended, by priority.</summary>
    [Id(10)] public required ImmutableDictionary<string, long> ByPriority { get; init; }

    /// <summary>Events that wait for clients, by priority.</summary>
    [Id(11)] public required ImmutableDictionary<string, int> Queued { get; init; }

    /// <summary>Clients that follow.</summary>
    [Id(12)] public required int Connections { get; init; }

    /// <summary>Whether it follows the feed.</summary>
    [Id(13)] public required bool IsRunning { get; init; }

    /// <summary>From the instant of an event to its having left for a client.</summary>
    [Id(14)] public required LatencyCounts Latency { get; init; }
}
