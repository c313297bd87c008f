namespace Nms.Events;

/// <summary>One thing that happened, as the log keeps it.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Events.EventEnvelope")]
public sealed record EventEnvelope
{
    /// <summary>Unique id (UUID version 7). Appending the same id twice appends once.</summary>
    [Id(0)] public required Guid EventId { get; init; }

    /// <summary>Place in the log, assigned by it: 1, 2, 3, … without gaps. 0 before it is appended.</summary>
    [Id(1)] public long Sequence { get; init; }

    /// <summary>Dotted type, such as node.started. See <see cref="EventCatalog"/>.</summary>
    [Id(2)] public required string Type { get; init; }

    /// <summary>The project it is about; <see cref="Guid.Empty"/> for the platform.</summary>
    [Id(3)] public Guid ProjectId { get; init; }

    /// <summary>The node it is about, if any.</summary>
    [Id(4)] public Guid? NodeId { get; init; }

    /// <summary>Urgency.</summary>
    [Id(5)] public required EventPriority Priority { get; init; }

    /// <summary>When it happened.</summary>
    [Id(6)] public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Who says so: gns3, or a module's name.</summary>
    [Id(7)] public string Source { get; init; } = "gns3";

    /// <summary>The event's data, a JSON object in snake_case that always holds project_id when there is one.</summary>
    [Id(8)] public required string DataJson { get; init; }

    /// <summary>Ties events to the request that caused them.</summary>
    [Id(9)] public string? CorrelationId { get; init; }

    /// <summary>The span that caused it (W3C traceparent), when that was recorded: the way of the event to a client goes on from there.</summary>
    [Id(10)] public string? TraceParent { get; init; }
}
