using Microsoft.Extensions.Time.Testing;
using Nms.Messaging;

namespace Nms.Grains.Tests.Messaging;

public sealed class InboxWaitersTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_from_outside_end_when_the_silo_stops_and_what_the_grain_waits_for_itself_does_not()
    {
        using var silo = new CancellationTokenSource();
        var waiters = new InboxWaiters(_time, silo.Token);
        var own = waiters.ArrivalAsync(TimeSpan.FromSeconds(30), Cancelled);
        Task[] calls = [waiters.PollAsync(TimeSpan.FromSeconds(30), Cancelled), waiters.FinishAsync(Guid.NewGuid(), TimeSpan.FromSeconds(30), Cancelled)];
        Assert.DoesNotContain(calls, call => call.IsCompleted);

        await silo.CancelAsync();
        await Task.WhenAll(calls);

        Assert.True(waiters.AreOver);
        Assert.False(own.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(30));
        await own;
    }
}
