using System.Collections.Immutable;
using Nms.Events;
using Orleans.Streams;

namespace Nms.Grains.Tests.Events.Streams;

/// <summary>Remembers what a stream brought, and lets a test wait for it.</summary>
internal sealed class Subscriber(Func<EventEnvelope, Task>? handle = null) : IAsyncObserver<EventEnvelope>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<EventEnvelope> _received = [];
    private readonly List<Exception> _errors = [];
    private TaskCompletionSource _changed = NewRound();

    /// <summary>What arrived, in the order of arrival, repetitions included.</summary>
    public ImmutableArray<long> Received
    {
        get
        {
            lock (_gate)
            {
                return [.. _received.Select(e => e.Sequence)];
            }
        }
    }

    public ImmutableArray<Exception> Errors
    {
        get
        {
            lock (_gate)
            {
                return [.. _errors];
            }
        }
    }

    public async Task OnNextAsync(EventEnvelope item, StreamSequenceToken? token = null)
    {
        Assert.Equal(item.Sequence, token!.SequenceNumber);
        if (handle is not null)
        {
            await handle(item);
        }

        Add(() => _received.Add(item));
    }

    public Task OnErrorAsync(Exception ex)
    {
        Add(() => _errors.Add(ex));
        return Task.CompletedTask;
    }

    /// <summary>Waits until every one of the sequences arrived.</summary>
    public Task ReceiveAsync(IEnumerable<long> sequences)
    {
        var expected = sequences.ToList();
        return WaitAsync(
            () => expected.All(_received.Select(e => e.Sequence).ToHashSet().Contains),
            () => $"expected {expected.Count} events up to {expected[^1]}, {_received.Count} arrived; missing {string.Join(",", expected.Except(_received.Select(e => e.Sequence)).Take(10))}");
    }

    public Task FailAsync<T>()
        where T : Exception =>
        WaitAsync(() => _errors.OfType<T>().Any(), () => $"expected {typeof(T).Name}, got {string.Join("; ", _errors.Select(error => error.GetType().Name))}");

    private async Task WaitAsync(Func<bool> holds, Func<string> describe)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        while (true)
        {
            Task round;
            lock (_gate)
            {
                if (holds())
                {
                    return;
                }

                Assert.False(deadline.IsCancellationRequested, describe());
                round = _changed.Task;
            }

            await round.WaitAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Add(Action add)
    {
        TaskCompletionSource round;
        lock (_gate)
        {
            add();
            (round, _changed) = (_changed, NewRound());
        }

        round.SetResult();
    }

    private static TaskCompletionSource NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
