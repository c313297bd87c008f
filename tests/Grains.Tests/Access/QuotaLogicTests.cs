using Nms.Access;

namespace Nms.Grains.Tests.Access;

public sealed class QuotaLogicTests
{
    private static readonly QuotaLimit s_limit = new(600, TimeSpan.FromMinutes(1));

    [Theory]
    [InlineData(600, 0, 10, 10, 590, 0)] // a full quota gives what is wanted
    [InlineData(600, 0, 600, 30, 570, 0)] // but not more than a lease
    [InlineData(4, 0, 10, 4, 0, 0)] // the rest of it
    [InlineData(0, 0, 10, 0, 0, 100)] // nothing, and when the next one comes
    [InlineData(0.5, 0, 10, 0, 0, 50)] // half of one has come back already
    [InlineData(0, 1, 30, 10, 0, 0)] // ten a second come back
    [InlineData(600, 3600, 1, 1, 599, 0)] // never more than one window's
    [InlineData(5000, 0, 1, 1, 599, 0)] // a limit that was lowered holds at once
    [InlineData(10, -5, 1, 1, 9, 0)] // a clock that stood still takes nothing away
    public void A_quota_gives_what_is_there(double available, int seconds, int wanted, int granted, int remaining, int retryMilliseconds)
    {
        var (_, grant) = QuotaLogic.Take(new QuotaState(available), s_limit, TimeSpan.FromSeconds(seconds), wanted);

        Assert.Equal(new QuotaGrant(granted, remaining, TimeSpan.FromMilliseconds(retryMilliseconds)), grant);
    }

    [Fact]
    public void A_limit_below_twenty_is_lent_one_by_one() => Assert.Equal(1, new QuotaLimit(10, TimeSpan.FromMinutes(1)).LargestLease);
}
