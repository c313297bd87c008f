using Nms.Contracts.Events;
using Nms.Events;
using WirePriority = Nms.Contracts.Events.EventPriority;

namespace Nms.Api.Events;

/// <summary>Events as JSON shows them.</summary>
internal static class EventMapping
{
    public static EventMessage ToMessage(this EventEnvelope e) => new(
        e.EventId,
        e.Sequence,
        e.Type,
        e.Source,
        e.ProjectId == Guid.Empty ? null : e.ProjectId,
        e.NodeId,
        ApiJson.Element(e.DataJson)!.Value,
        e.OccurredAt,
        e.Priority.ToWire(),
        "delivered",
        0,
        e.CorrelationId,
        []);

    public static WirePriority ToWire(this Nms.Events.EventPriority priority) => priority switch
    {
        Nms.Events.EventPriority.Critical => WirePriority.Critical,
        Nms.Events.EventPriority.High => WirePriority.High,
        Nms.Events.EventPriority.Low => WirePriority.Low,
        _ => WirePriority.Normal,
    };

    public static Nms.Events.EventPriority FromWire(this WirePriority priority) => priority switch
    {
        WirePriority.Critical => Nms.Events.EventPriority.Critical,
        WirePriority.High => Nms.Events.EventPriority.High,
        WirePriority.Normal => Nms.Events.EventPriority.Normal,
        _ => Nms.Events.EventPriority.Low,
    };

    public static string ToWord(this Nms.Events.EventPriority priority) => priority switch
    {
        Nms.Events.EventPriority.Critical => "critical",
        Nms.Events.EventPriority.High => "high",
        Nms.Events.EventPriority.Low => "low",
        _ => "normal",
    };
}
