using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Messaging;

/// <summary>What an inbox has had since it was first registered; written together with the messages themselves.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.InboxCounters")]
public sealed record InboxCounters
{
    /// <summary>The module.</summary>
    [Id(0)] public required string Inbox { get; init; }

    /// <summary>Messages accepted.</summary>
    [Id(1)] public long Total { get; init; }

    /// <summary>Messages acknowledged.</summary>
    [Id(2)] public long Completed { get; init; }

    /// <summary>Messages given up or expired.</summary>
    [Id(3)] public long Failed { get; init; }

    /// <summary>The most that were open at once.</summary>
    [Id(4)] public long Peak { get; init; }

    /// <summary>From delivery to acknowledgement, of all that were acknowledged.</summary>
    [Id(5)] public TimeSpan Processing { get; init; }

    /// <summary>From acceptance to the delivery that was acknowledged, by priority.</summary>
    [Id(6)] public ImmutableDictionary<EventPriority, QueueLatency> Latency { get; init; } = ImmutableDictionary<EventPriority, QueueLatency>.Empty;

    /// <summary>Messages neither acknowledged nor given up.</summary>
    public long Open => Total - Completed - Failed;
}

/// <summary>How long messages waited.</summary>
/// <param name="Count">Messages.</param>
/// <param name="Total">Their waits together.</param>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.QueueLatency")]
public sealed record QueueLatency(
    [property: Id(0)] long Count,
    [property: Id(1)] TimeSpan Total);
