using System.Collections.Immutable;
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

    /// <summary>A gap as JSON shows it; null when there is none.</summary>
    public static EventGapResponse? ToGap(this ImmutableArray<MissingEvents> missing) => missing.IsEmpty ? null : new([.. missing.Select(ToResponse)]);

    public static MissingEventsResponse ToResponse(MissingEvents missing) => new(missing.Priority.ToWire(), missing.From, missing.To, missing.NewestAt);

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
