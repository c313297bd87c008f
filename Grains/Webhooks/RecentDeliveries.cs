using System.Collections.Immutable;

namespace Nms.Webhooks;

/// <summary>The latest attempts of a webhook. Thread-safe.</summary>
internal sealed class RecentDeliveries
{
    private const int Most = 100;

    private readonly Lock _gate = new();
    private readonly Queue<WebhookDelivery> _deliveries = new();

    public void Add(WebhookDelivery delivery)
    {
        lock (_gate)
        {
            if (_deliveries.Count == Most)
            {
                _deliveries.Dequeue();
            }

            _deliveries.Enqueue(delivery);
        }
    }

    /// <summary>The newest first.</summary>
    public ImmutableArray<WebhookDelivery> Read()
    {
        lock (_gate)
        {
            return [.. _deliveries.Reverse()];
        }
    }
}
