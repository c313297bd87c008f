using Nms.Contracts.Events;

namespace Nms.Contracts.Webhooks;

/// <summary>An event that a webhook could not deliver.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Type">Its type.</param>
/// <param name="Sequence">Its place in the log; 0 for a message that is not in it.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">Why it is here: what was wrong with the last attempt.</param>
/// <param name="Status">What the receiver answered to the last attempt; null when it did not.</param>
/// <param name="FirstAttemptAt">When it was tried first.</param>
/// <param name="DiedAt">When it was given up.</param>
/// <param name="Event">The event as the log has it; null when it is no longer kept or the caller may not see it.</param>
public sealed record WebhookDeadLetterResponse(
    Guid EventId,
    string Type,
    long Sequence,
    int Attempts,
    string Reason,
    int? Status,
    DateTimeOffset FirstAttemptAt,
    DateTimeOffset DiedAt,
    EventMessage? Event);
