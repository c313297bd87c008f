using Microsoft.Extensions.Time.Testing;
using Nms.Api.Events;

namespace Nms.Api.Tests.Events;

public sealed class FrameBudgetTests
{
    [Fact]
    public void A_burst_is_free_and_what_goes_beyond_waits_its_turn()
    {
        var time = new FakeTimeProvider();
        var budget = new FrameBudget(time);

        Assert.All(Enumerable.Range(0, FrameBudget.Burst), _ => Assert.Equal(TimeSpan.Zero, budget.Take()));
        var wait = budget.Take();
        Assert.Equal(TimeSpan.FromSeconds(1.0 / FrameBudget.PerSecond), wait);

        time.Advance(wait);
        Assert.Equal(wait, budget.Take());
        time.Advance(TimeSpan.FromHours(1));
        Assert.All(Enumerable.Range(0, FrameBudget.Burst), _ => Assert.Equal(TimeSpan.Zero, budget.Take()));
        Assert.NotEqual(TimeSpan.Zero, budget.Take());
    }
}
