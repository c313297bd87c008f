using Microsoft.Extensions.Time.Testing;
using Nms.Events;

namespace Nms.Storage.Tests;

public sealed class LocalEventSignalTests
{
    private static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly LocalEventSignal _signal;

    public LocalEventSignalTests() => _signal = new LocalEventSignal(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void What_was_signalled_before_ends_the_wait_at_once()
    {
        _signal.Notify(EventPriority.High, 5);

        Assert.True(Wait(EventPriority.High, 4).IsCompletedSuccessfully);
        Assert.False(Wait(EventPriority.High, 5).IsCompleted);
        Assert.False(Wait(EventPriority.Low, 4).IsCompleted);
    }

    [Fact]
    public async Task A_signal_wakes_every_reader_of_its_priority()
    {
        var waits = Enumerable.Range(0, 10).Select(_ => Wait(EventPriority.High, 0)).ToArray();

        _signal.Notify(EventPriority.High, 1);

        await Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task A_signal_of_what_the_reader_has_does_not_wake_it()
    {
        var wait = Wait(EventPriority.High, 7);

        _signal.Notify(EventPriority.High, 6);
        _signal.Notify(EventPriority.High, 7);
        Assert.False(wait.IsCompleted);

        _signal.Notify(EventPriority.High, 8);
        await wait.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task Without_a_signal_the_wait_ends_after_its_time()
    {
        var wait = Wait(EventPriority.High, 0);

        _time.Advance(s_atMost - TimeSpan.FromMilliseconds(1));
        Assert.False(wait.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        await wait.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task A_cancelled_wait_throws()
    {
        using var cancelled = new CancellationTokenSource();
        var wait = _signal.WaitAsync(EventPriority.High, 0, s_atMost, cancelled.Token).AsTask();

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    private Task Wait(EventPriority priority, long after) => _signal.WaitAsync(priority, after, s_atMost, Cancellation).AsTask();
}
