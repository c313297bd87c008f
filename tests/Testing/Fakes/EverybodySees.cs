using Nms.Events;
using Nms.Webhooks;

namespace Nms.Testing.Fakes;

/// <summary>Owners of webhooks who may see every event.</summary>
public sealed class EverybodySees : IWebhookAudience
{
    public ValueTask<Predicate<EventEnvelope>?> FindAsync(string principalId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<Predicate<EventEnvelope>?>(_ => true);
}
