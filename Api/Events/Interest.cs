using Nms.Api.Access;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>What somebody wants of what he may see. Those with equal interests are offered events together.</summary>
internal sealed record Interest(SubscriptionFilter Filter, VisibleEvents Visible)
{
    public bool Contains(EventEnvelope e) => Filter.Matches(e) && Visible.Contains(e);
}
