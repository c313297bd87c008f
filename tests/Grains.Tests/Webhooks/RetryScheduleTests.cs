using FsCheck.Xunit;
using Nms.Webhooks;

namespace Nms.Grains.Tests.Webhooks;

public sealed class RetryScheduleTests
{
    private static readonly RetrySchedule s_usual = WebhookPolicy.Of(new WebhookOptions()).Schedule;

    [Theory]
    [InlineData(1, 2.0)]
    [InlineData(2, 4.0)]
    [InlineData(3, 8.0)]
    [InlineData(4, null)]
    public void Waits_are_2_4_and_8_seconds_and_then_no_more(int failures, double? seconds)
    {
        Assert.Equal(seconds, s_usual.After(failures, random: 0.5)?.TotalSeconds);
    }

    [Property]
    public void A_wait_differs_from_its_double_by_no_more_than_the_jitter(byte failures, ushort random, byte jitter)
    {
        var schedule = s_usual with { Retries = 256, Jitter = jitter / 300.0 };
        var plain = (schedule with { Jitter = 0 }).After(failures + 1, 0)!.Value;

        var wait = schedule.After(failures + 1, random / (double)ushort.MaxValue)!.Value;

        Assert.InRange(wait.TotalSeconds, (plain.TotalSeconds * (1 - schedule.Jitter)) - 1e-3, (plain.TotalSeconds * (1 + schedule.Jitter)) + 1e-3);
        Assert.InRange(plain, schedule.First, schedule.Longest);
    }
}
