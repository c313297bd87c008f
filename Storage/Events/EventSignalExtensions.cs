using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Storage;

internal static class EventSignalExtensions
{
    /// <summary>One signal per priority, with its highest sequence.</summary>
    public static void NotifyAll(this IEventSignal signal, ImmutableArray<EventEnvelope> events, ImmutableArray<long> sequences)
    {
        Span<long> highest = stackalloc long[(int)EventPriority.Critical + 1];
        for (var i = 0; i < events.Length; i++)
        {
            ref var of = ref highest[(int)events[i].Priority];
            of = Math.Max(of, sequences[i]);
        }

        for (var priority = EventPriority.Critical; priority >= EventPriority.Low; priority--)
        {
            if (highest[(int)priority] > 0)
            {
                signal.Notify(priority, highest[(int)priority]);
            }
        }
    }
}
