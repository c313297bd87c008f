using FsCheck;
using FsCheck.Fluent;
using Nms.Events;
using Nms.Messaging;

namespace Nms.Grains.Tests.Messaging;

public sealed class InboxLogicTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly RetrySchedule s_schedule = new(TimeSpan.FromSeconds(2), 3);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 4)]
    [InlineData(2, 8)]
    public void A_failure_is_tried_again_after_twice_as_long_each_time(int before, int seconds)
    {
        var outcome = InboxLogic.Failed(Entry(before), "busy", retry: true, s_schedule, jitter: 0, s_noon);

        Assert.Equal((MessageStatus.Pending, before + 1, s_noon.AddSeconds(seconds), "busy"), (outcome.Status, outcome.Attempts, outcome.DueAt, outcome.Error));
    }

    [Fact]
    public void After_the_last_try_a_message_is_a_dead_letter_with_its_reason()
    {
        var outcome = InboxLogic.Failed(Entry(attempts: 3), "busy", retry: true, s_schedule, jitter: 0, s_noon);

        Assert.Equal((MessageStatus.Failed, 4, "busy", s_noon), (outcome.Status, outcome.Attempts, outcome.Error, outcome.FinishedAt));
    }

    [Fact]
    public void What_cannot_succeed_is_not_tried_again()
    {
        Assert.Equal(MessageStatus.Failed, InboxLogic.Failed(Entry(), "no", retry: false, s_schedule, jitter: 0, s_noon).Status);
    }

    [Fact]
    public void What_is_too_late_times_out_and_what_is_not_acknowledged_in_time_is_tried_again()
    {
        Assert.Equal(MessageStatus.Timeout, InboxLogic.Overdue(Entry(), s_schedule, 0, s_noon.AddHours(1)).Status);
        Assert.Equal(MessageStatus.Pending, InboxLogic.Overdue(Entry(), s_schedule, 0, s_noon.AddMinutes(1)).Status);
    }

    [Fact]
    public void A_wait_is_never_shorter_than_its_schedule_nor_longer_than_a_quarter_more() => Prop.ForAll(
        Gen.Choose(1, 3).Zip(Gen.Choose(0, 1_000)).ToArbitrary(),
        pair =>
        {
            var plain = TimeSpan.FromSeconds(Math.Pow(2, pair.Item1));
            var wait = s_schedule.DelayAfter(pair.Item1, pair.Item2 / 1_000d)!.Value;

            return wait >= plain && wait <= plain * 1.25;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Derived_ids_repeat_and_differ_by_target()
    {
        var cause = Guid.NewGuid();

        Assert.Equal(MessageIds.Derive(cause, "a"), MessageIds.Derive(cause, "a"));
        Assert.NotEqual(MessageIds.Derive(cause, "a"), MessageIds.Derive(cause, "b"));
        Assert.Equal(8, MessageIds.Derive(cause, "a").Version);
    }

    private static InboxEntry Entry(int attempts = 0) =>
        new(new OpenMessage(1, Guid.NewGuid(), EventPriority.Normal, s_noon, s_noon.AddHours(1), attempts, null, 2));
}
