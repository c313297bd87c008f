using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>One client that follows events.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Events.EventClient")]
public sealed record EventClient
{
    /// <summary>Id of the connection, as its first frame told it.</summary>
    [Id(0)] public required Guid ConnectionId { get; init; }

    /// <summary>The silo that serves it.</summary>
    [Id(1)] public string Silo { get; init; } = "";

    /// <summary>Stable id of who follows.</summary>
    [Id(2)] public required string PrincipalId { get; init; }

    /// <summary>His name.</summary>
    [Id(3)] public required string PrincipalName { get; init; }

    /// <summary>Address of the client.</summary>
    [Id(4)] public string? Address { get; init; }

    /// <summary>What the client says it is.</summary>
    [Id(5)] public string? UserAgent { get; init; }

    /// <summary>The path that it called.</summary>
    [Id(6)] public required string Path { get; init; }

    /// <summary>websocket, websocket+cbor or sse.</summary>
    [Id(7)] public required string Transport { get; init; }

    /// <summary>When it connected.</summary>
    [Id(8)] public required DateTimeOffset ConnectedAt { get; init; }

    /// <summary>When its last heartbeat came; null when it has sent none.</summary>
    [Id(9)] public DateTimeOffset? LastHeartbeat { get; init; }

    /// <summary>Subscriptions that it has.</summary>
    [Id(10)] public required ImmutableArray<string> Subscriptions { get; init; }

    /// <summary>What narrows them.</summary>
    [Id(11)] public required EventQuery Query { get; init; }

    /// <summary>Its place in the feed.</summary>
    [Id(12)] public required EventCursor Cursor { get; init; }

    /// <summary>The place that it has acknowledged; null when it does not acknowledge.</summary>
    [Id(13)] public EventCursor? Acknowledged { get; init; }

    /// <summary>Events sent to it.</summary>
    [Id(14)] public required long Sent { get; init; }

    /// <summary>Events that wait for it.</summary>
    [Id(15)] public required int Queued { get; init; }

    /// <summary>Low events for which a newer one stood.</summary>
    [Id(16)] public required long Coalesced { get; init; }

    /// <summary>Events left out because too many waited.</summary>
    [Id(17)] public required long LeftOut { get; init; }
}
