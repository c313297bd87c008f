using Nms.Events;

namespace Nms.Webhooks;

/// <summary>Says what the owner of a webhook may see now. The edge, which holds the copy of the access directory, implements it.</summary>
public interface IWebhookAudience
{
    /// <summary>Tells which events the principal may see; null when he is let in no more, or may read no events.</summary>
    ValueTask<Predicate<EventEnvelope>?> FindAsync(string principalId, CancellationToken cancellationToken = default);
}
