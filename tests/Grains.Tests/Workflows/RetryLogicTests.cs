using Nms.Workflows.Definitions;
using Nms.Workflows.Engine;

namespace Nms.Grains.Tests.Workflows;

public sealed class RetryLogicTests
{
    private static readonly RetryPolicy s_policy = new()
    {
        MaximumAttempts = 2_000,
        InitialInterval = TimeSpan.FromSeconds(1),
        BackoffCoefficient = 2,
        MaximumInterval = TimeSpan.FromMinutes(1),
        NonRetryable = ["no_such_node"],
    };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1_500, 60)]
    public void A_wait_is_twice_the_one_before_up_to_the_longest(int attempts, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryLogic.After(s_policy, attempts, "gns3_unavailable", asked: null));

    [Fact]
    public void What_is_asked_for_is_kept_to_when_it_is_longer()
    {
        Assert.Equal(TimeSpan.FromSeconds(9), RetryLogic.After(s_policy, 1, "throttled", TimeSpan.FromSeconds(9)));
        Assert.Equal(TimeSpan.FromSeconds(4), RetryLogic.After(s_policy, 3, "throttled", TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void The_last_attempt_is_the_last() => Assert.Null(RetryLogic.After(s_policy with { MaximumAttempts = 3 }, 3, "gns3_unavailable", asked: null));

    [Fact]
    public void What_is_not_retryable_is_not_tried_again() => Assert.Null(RetryLogic.After(s_policy, 1, "no_such_node", asked: null));
}
