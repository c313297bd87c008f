using FsCheck.Xunit;
using Nms.Access;
using static Nms.Grains.Tests.Access.AccessSamples;

namespace Nms.Grains.Tests.Access;

public sealed class LockOutLogicTests
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(10, 32)]
    [InlineData(15, 900)]
    [InlineData(int.MaxValue, 900)]
    public void After_those_that_are_free_the_wait_doubles_to_its_longest(int failures, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), LockOutLogic.WaitAfter(failures, free: 5, s_longest));
    }

    [Fact]
    public void What_is_left_of_the_wait_counts_from_the_last_failure()
    {
        Assert.Equal(TimeSpan.FromSeconds(1.5), LockOutLogic.Left(6, Now, Now.AddSeconds(0.5), 5, s_longest));
        Assert.Null(LockOutLogic.Left(6, Now, Now.AddSeconds(2), 5, s_longest));
        Assert.Null(LockOutLogic.Left(0, default, Now, 5, s_longest));
    }

    [Property]
    public bool Waits_grow_and_stay_below_the_longest(byte failures) =>
        LockOutLogic.WaitAfter(failures + 1, 5, s_longest) >= LockOutLogic.WaitAfter(failures, 5, s_longest)
        && LockOutLogic.WaitAfter(failures, 5, s_longest) <= s_longest;
}
