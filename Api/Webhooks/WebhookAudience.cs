using Nms.Access;
using Nms.Api.Access;
using Nms.Events;
using Nms.Webhooks;

namespace Nms.Api.Webhooks;

/// <summary>What owners may see now, from this silo's copy of the access directory: the same rule as on sockets.</summary>
internal sealed class WebhookAudience(AccessView view, TimeProvider time) : IWebhookAudience
{
    public async ValueTask<Predicate<EventEnvelope>?> FindAsync(string principalId, CancellationToken cancellationToken)
    {
        var owner = (await view.GetAsync(cancellationToken)).FindPrincipal(principalId, time.GetUtcNow());
        return owner is not null && owner.AllowsSomewhere(Permissions.EventRead) ? VisibleEvents.To(owner).Contains : null;
    }
}
