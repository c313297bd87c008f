using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nms.Contracts.Events;

/// <summary>One event, as the log and the WebSocket show it.</summary>
/// <param name="EventId">Unique id.</param>
/// <param name="Sequence">Place in the log: 1, 2, 3, … without gaps.</param>
/// <param name="EventType">Dotted type, such as node.started.</param>
/// <param name="Source">Who says so: gns3, or a module's name.</param>
/// <param name="ProjectId">The project it is about, if any; also in <paramref name="Data"/>.</param>
/// <param name="NodeId">The node it is about, if any.</param>
/// <param name="Data">The event's own data.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Priority">Urgency.</param>
/// <param name="DeliveryStatus">Always delivered: an event that is not delivered is not shown.</param>
/// <param name="RetryCount">Always 0: the log is read again instead of sending again.</param>
/// <param name="CorrelationId">Ties events to the request that caused them.</param>
/// <param name="TargetModules">Modules it is meant for; empty means everybody.</param>
/// <param name="Cursor">Pass it as <c>after</c> to go on behind this event. On the WebSocket only.</param>
public sealed record EventMessage(
    Guid EventId,
    long Sequence,
    string EventType,
    string Source,
    Guid? ProjectId,
    Guid? NodeId,
    JsonElement Data,
    DateTimeOffset Timestamp,
    EventPriority Priority,
    string DeliveryStatus,
    int RetryCount,
    string? CorrelationId,
    IReadOnlyList<string> TargetModules,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cursor = null);
