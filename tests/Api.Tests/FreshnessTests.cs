using Nms.Projects;

namespace Nms.Api.Tests;

public sealed class FreshnessTests
{
    private static readonly DateTimeOffset s_now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, 300, 10, false, 10)]
    [InlineData(true, 301, 10, true, 10)]
    [InlineData(false, 20, 10, true, 10)]
    [InlineData(true, 20, 200, false, 20)]
    [InlineData(true, null, 5, true, 5)]
    public void A_model_is_as_old_as_the_last_word_on_it_and_stale_when_not_heard_or_not_compared(
        bool live, int? reconciled, int observed, bool stale, double age)
    {
        var project = new ProjectSnapshot
        {
            ProjectId = Guid.Empty,
            Server = "lab",
            Name = "p",
            Live = live,
            ReconciledAt = reconciled is { } seconds ? s_now.AddSeconds(-seconds) : null,
            ObservedAt = s_now.AddSeconds(-observed),
        };

        var freshness = Freshness.Of(project, s_now);

        Assert.Equal((stale, age), (freshness.Stale, freshness.AgeSeconds));
    }

    [Fact]
    public void An_answer_of_several_parts_is_as_fresh_as_the_oldest()
    {
        var old = new Freshness(s_now.AddSeconds(-60), true, 60, true);
        var young = new Freshness(s_now, false, 0, false);

        Assert.Equal(old, Freshness.Oldest([young, old]));
        Assert.Equal(old, Freshness.Oldest([old, young]));
        Assert.Null(Freshness.Oldest([]).LastUpdate);
    }
}
