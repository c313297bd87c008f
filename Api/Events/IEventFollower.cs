namespace Nms.Api.Events;

/// <summary>Somebody on this silo who is offered the events that he wants and may see.</summary>
internal interface IEventFollower
{
    /// <summary>Takes events in the order in which they are offered. Never waits, and keeps the frames but not the span.</summary>
    void Offer(ReadOnlySpan<EventFrame> frames);

    /// <summary>Takes word that the log has to be read: some events were deleted before they could be offered. Never waits.</summary>
    void FallBehind();
}
