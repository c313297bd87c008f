using Nms.Gns3;

namespace Nms.Grains.Tests.Gns3;

/// <summary>Waits that double.</summary>
public sealed class BackoffTests
{
    [Theory]
    [InlineData(0, 0.0, 500)]
    [InlineData(1, 0.0, 1_000)]
    [InlineData(3, 0.0, 4_000)]
    [InlineData(3, 1.0, 2_000)]
    [InlineData(1_000, 0.0, 30_000)]
    [InlineData(1_000, 0.5, 22_500)]
    public void A_wait_doubles_up_to_the_longest_and_jitter_shortens_it(int attempt, double jitter, int milliseconds)
    {
        Assert.Equal(
            TimeSpan.FromMilliseconds(milliseconds),
            Backoff.Delay(attempt, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30), jitter));
    }
}
