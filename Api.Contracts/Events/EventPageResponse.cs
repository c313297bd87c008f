using System.Text.Json.Serialization;

namespace Nms.Contracts.Events;

/// <summary>A piece of the event log.</summary>
/// <param name="Events">In sequence order.</param>
/// <param name="Cursor">Pass it as <c>after</c> to go on, also when no event matched; every way to follow events takes it.</param>
/// <param name="Next">The same as a sequence number, when <c>after</c> was one.</param>
/// <param name="Oldest">The oldest sequence still kept, 0 when none is.</param>
/// <param name="Head">The newest sequence there is.</param>
/// <param name="Gap">What was asked for and is no longer kept; null when nothing is missing.</param>
public sealed record EventPageResponse(
    IReadOnlyList<EventMessage> Events,
    string Cursor,
    long Next,
    long Oldest,
    long Head,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] EventGapResponse? Gap);
