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
        var owner = Find(await view.GetAsync(cancellationToken), principalId);
        return owner is not null && owner.AllowsSomewhere(Permissions.EventRead) ? VisibleEvents.To(owner).Contains : null;
    }

    private Principal? Find(AccessCopy copy, string principalId) =>
        principalId.Split(':', 2) is not [var kind, var text] || !Guid.TryParse(text, out var id) ? null
        : kind == "user" ? (copy.Users.TryGetValue(id, out var user) && user.User.Enabled ? user.Principal : null)
        : kind == "key" && copy.Keys.TryGetValue(id, out var key) && key.Key.ExpiresAt > time.GetUtcNow() ? key.Principal
        : null;
}
