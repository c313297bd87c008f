using Nms.Events;

namespace Nms.Storage;

/// <summary>Wakes readers of the log in this process.</summary>
internal sealed class LocalEventSignal(TimeProvider time) : IEventSignal
{
    private readonly Lane[] _lanes = [.. Enumerable.Range(0, (int)EventPriority.Critical + 1).Select(_ => new Lane())];

    public void Notify(EventPriority priority, long sequence) => _lanes[(int)priority].Raise(sequence);

    public async ValueTask WaitAsync(EventPriority priority, long after, TimeSpan atMost, CancellationToken cancellationToken = default)
    {
        var lane = _lanes[(int)priority];
        var started = time.GetTimestamp();
        while (lane.Next(after) is { } next)
        {
            var left = atMost - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            // Time running out is the usual end of a wait, not an error.
            await next.WaitAsync(left, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private sealed class Lane
    {
        private readonly Lock _gate = new();
        private long _sequence;
        private TaskCompletionSource? _next;

        public void Raise(long sequence)
        {
            TaskCompletionSource? waiting;
            lock (_gate)
            {
                if (sequence <= _sequence)
                {
                    return;
                }

                _sequence = sequence;
                waiting = _next;
                _next = null;
            }

            waiting?.SetResult();
        }

        /// <summary>Null when there is something above already, else what completes at the next signal.</summary>
        public Task? Next(long after)
        {
            lock (_gate)
            {
                return _sequence > after
                    ? null
                    : (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }
}
