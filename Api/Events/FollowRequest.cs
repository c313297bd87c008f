using Nms.Events;

namespace Nms.Api.Events;

/// <summary>How a client wants to follow events.</summary>
/// <param name="Filter">Which events, to begin with.</param>
/// <param name="After">Behind which place; null means from now on.</param>
internal sealed record FollowRequest(SubscriptionFilter Filter, EventCursor? After)
{
    /// <summary>The client knows gap frames; others are told with an error frame.</summary>
    public bool TellsGaps { get; init; }

    /// <summary>The client acknowledges what it has had.</summary>
    public bool Acknowledges { get; init; }

    /// <summary>Of low events of one entity that wait, the client wants the newest only.</summary>
    public bool CoalescesLow { get; init; }

    /// <summary>When too many events wait, low and normal ones are left out instead of coming from the log later.</summary>
    public bool LeavesOut { get; init; }
}
