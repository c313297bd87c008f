namespace Nms.Events;

/// <summary>
/// Wakes readers of the log. A lost signal costs latency only: readers look again after a second. In process on one
/// silo, Redis publish/subscribe between silos.
/// </summary>
public interface IEventSignal
{
    /// <summary>Says that events of a priority were committed up to a sequence.</summary>
    void Notify(EventPriority priority, long sequence);

    /// <summary>
    /// Completes when events of the priority above <paramref name="after"/> have been signalled, or after
    /// <paramref name="atMost"/>.
    /// </summary>
    ValueTask WaitAsync(EventPriority priority, long after, TimeSpan atMost, CancellationToken cancellationToken = default);
}
