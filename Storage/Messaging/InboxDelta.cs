using System.Collections.Immutable;
using Nms.Events;
using Nms.Messaging;

namespace Nms.Storage;

/// <summary>What a change adds to the counters of an inbox. Times are in microseconds.</summary>
internal sealed record InboxDelta(long Total, long Completed, long Failed, long Processing, ImmutableArray<(EventPriority Priority, long Count, long Total)> Latencies)
{
    public static InboxDelta Of(int inserted, IReadOnlyCollection<MessageOutcome> outcomes)
    {
        var completed = outcomes.Where(outcome => outcome.Status == MessageStatus.Completed).ToList();
        return new InboxDelta(
            inserted,
            completed.Count,
            outcomes.Count(outcome => outcome.Status > MessageStatus.Completed) - outcomes.Count(outcome => outcome.ReplayedUntil is not null),
            completed.Sum(outcome => Microseconds(outcome.Processing)),
            [
                .. completed.GroupBy(outcome => outcome.Priority)
                    .Select(group => (group.Key, (long)group.Count(), group.Sum(outcome => Microseconds(outcome.Queued)))),
            ]);
    }

    private static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
}
