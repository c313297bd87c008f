using Microsoft.Extensions.Time.Testing;
using Nms.Probes;

namespace Nms.Protocols.Probes.Tests;

public sealed class TokenBucketTests
{
    [Fact]
    public void A_burst_goes_at_once_and_the_rest_at_the_pace()
    {
        var time = new FakeTimeProvider();
        var bucket = new TokenBucket(perSecond: 100, burst: 5, time);

        Assert.Equal(5, Take(bucket));
        Assert.Equal(0, Take(bucket));
        time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(2, Take(bucket));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(5, Take(bucket));
    }

    [Fact]
    public void No_pace_lets_everything_through() => Assert.Equal(1000, Take(new TokenBucket(0, 1, new FakeTimeProvider())));

    private static int Take(TokenBucket bucket)
    {
        var available = bucket.Available(1000);
        bucket.Take(available);
        return available;
    }
}
