using Nms.Events;

namespace Nms.Testing.Fakes;

/// <summary>The wake-up of log readers inside one process; silos of a test cluster share one.</summary>
public sealed class InMemoryEventSignal(TimeProvider? time = null) : IEventSignal
{
    private readonly Lock _gate = new();
    private readonly Dictionary<EventPriority, long> _signalled = [];
    private TaskCompletionSource _next = NewRound();

    /// <inheritdoc />
    public void Notify(EventPriority priority, long sequence)
    {
        TaskCompletionSource round;
        lock (_gate)
        {
            _signalled[priority] = Math.Max(sequence, _signalled.GetValueOrDefault(priority));
            (round, _next) = (_next, NewRound());
        }

        round.SetResult();
    }

    /// <inheritdoc />
    public async ValueTask WaitAsync(EventPriority priority, long after, TimeSpan atMost, CancellationToken cancellationToken = default)
    {
        using var deadline = new CancellationTokenSource(atMost, time ?? TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        while (!deadline.IsCancellationRequested)
        {
            Task round;
            lock (_gate)
            {
                if (_signalled.GetValueOrDefault(priority) > after)
                {
                    return;
                }

                round = _next.Task;
            }

            await round.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static TaskCompletionSource NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
