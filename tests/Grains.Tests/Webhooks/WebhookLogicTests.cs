using FsCheck.Xunit;
using Nms.Events;
using Nms.Webhooks;

namespace Nms.Grains.Tests.Webhooks;

public sealed class WebhookLogicTests
{
    private static readonly DateTimeOffset s_start = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly WebhookPolicy s_policy = WebhookPolicy.Of(new WebhookOptions { Jitter = 0 });
    private static readonly WebhookOutcome s_taken = new(WebhookOutcomeKind.Delivered, 200, null, null, TimeSpan.FromMilliseconds(5));
    private static readonly WebhookOutcome s_refused = new(WebhookOutcomeKind.Refused, 500, "it answered 500", null, TimeSpan.FromMilliseconds(5));
    private static readonly WebhookOutcome s_silent = new(WebhookOutcomeKind.Unavailable, null, "it did not answer", null, TimeSpan.FromSeconds(10));

    [Fact]
    public void An_event_is_tried_after_2_4_and_8_seconds_and_then_dies()
    {
        var (progress, now) = (new WebhookProgress(), s_start);
        WebhookStep step;
        List<double> waits = [];
        for (step = Fail(progress, Event(1, now), now); step.Dead is null; step = Fail(progress, Assert.Single(progress.Waiting), now))
        {
            progress = step.Next;
            waits.Add((progress.Waiting[0].DueAt - now).TotalSeconds);
            now = progress.Waiting[0].DueAt;
        }

        Assert.Equal([2, 4, 8], waits);
        Assert.Equal(4, step.Dead.Attempts);
        Assert.Equal("it answered 500", step.Dead.Reason);
        Assert.Empty(step.Next.Waiting);
        Assert.Equal((4, 3, 1), (step.Next.Statistics.Failed, step.Next.Statistics.Retried, step.Next.Statistics.DeadLettered));
    }

    [Fact]
    public void Later_events_are_tried_while_one_waits_unless_order_is_asked_for()
    {
        var progress = Fail(new WebhookProgress(), Event(1, s_start), s_start).Next;

        Assert.Equal(new WebhookTurn(null, true, false, s_start.AddSeconds(2)), Next(progress, ordered: false, s_start));
        Assert.Equal(new WebhookTurn(null, false, false, s_start.AddSeconds(2)), Next(progress, ordered: true, s_start));
        Assert.Equal(progress.Waiting[0], Next(progress, ordered: true, s_start.AddSeconds(2)).Waiting);
    }

    [Fact]
    public void Nothing_new_is_taken_when_there_is_no_room_to_set_it_aside()
    {
        var progress = Fail(Fail(new WebhookProgress(), Event(1, s_start), s_start).Next, Event(2, s_start), s_start).Next;

        Assert.True(WebhookLogic.Next(progress, ordered: false, maxWaiting: 3, s_start).TakesNew);
        Assert.False(WebhookLogic.Next(progress, ordered: false, maxWaiting: 2, s_start).TakesNew);
    }

    [Fact]
    public void The_most_urgent_of_what_is_due_comes_first()
    {
        var low = Event(1, s_start) with { Priority = EventPriority.Low };
        var critical = Event(2, s_start) with { Priority = EventPriority.Critical };
        var progress = Fail(Fail(new WebhookProgress(), low, s_start).Next, critical, s_start.AddSeconds(1)).Next;

        Assert.Equal(low.EventId, Next(progress, false, s_start.AddSeconds(2)).Waiting!.EventId);
        Assert.Equal(critical.EventId, Next(progress, false, s_start.AddSeconds(3)).Waiting!.EventId);
    }

    [Fact]
    public void A_receiver_that_fails_ten_times_is_left_alone_longer_and_longer_up_to_a_bound()
    {
        var progress = new WebhookProgress();
        for (byte i = 1; i <= 10; i++)
        {
            Assert.Null(progress.PausedUntil);
            progress = WebhookLogic.Take(progress, Event(i, s_start), s_silent, s_policy, s_start, 0.5).Next;
        }

        List<double> pauses = [];
        for (var now = s_start; pauses.Count < 6; progress = WebhookLogic.Take(progress, Next(progress, true, now).Waiting!, s_silent, s_policy, now, 0.5).Next)
        {
            Assert.Equal(new WebhookTurn(null, false, false, progress.PausedUntil), Next(progress, false, now));
            pauses.Add((progress.PausedUntil!.Value - now).TotalSeconds);
            now = progress.PausedUntil.Value;
        }

        Assert.Equal([30, 60, 120, 240, 300, 300], pauses);
        Assert.All(progress.Waiting, waiting => Assert.Equal(1, waiting.Failures));
    }

    [Fact]
    public void Trying_whether_a_receiver_is_back_costs_an_event_no_attempt_unless_it_is_judged()
    {
        var paused = new WebhookProgress { PausedUntil = s_start, FailuresInARow = 10, Pauses = 1 };

        Assert.Equal(0, Assert.Single(WebhookLogic.Take(paused, Event(1, s_start), s_silent, s_policy, s_start, 0.5).Next.Waiting).Failures);
        Assert.Equal(1, Assert.Single(WebhookLogic.Take(paused, Event(1, s_start), s_refused, s_policy, s_start, 0.5).Next.Waiting).Failures);
    }

    [Fact]
    public void A_success_ends_every_pause()
    {
        var paused = new WebhookProgress { PausedUntil = s_start, FailuresInARow = 12, Pauses = 3, FailingSince = s_start };

        var next = WebhookLogic.Take(paused, Event(1, s_start), s_taken, s_policy, s_start, 0.5).Next;

        Assert.Equal((null, 0, 0, null), (next.PausedUntil, next.FailuresInARow, next.Pauses, next.FailingSince));
        Assert.Equal(1, next.Statistics.Delivered);
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(7_000, 300)]
    public void Retry_after_is_honoured_within_bounds(int asked, int paused)
    {
        var outcome = s_silent with { Status = 429, RetryAfter = TimeSpan.FromSeconds(asked) };

        var next = WebhookLogic.Take(new WebhookProgress(), Event(1, s_start), outcome, s_policy, s_start, 0.5).Next;

        Assert.Equal(s_start.AddSeconds(paused), next.PausedUntil);
    }

    [Fact]
    public void Gone_disables_and_keeps_the_event()
    {
        var step = WebhookLogic.Take(new WebhookProgress(), Event(1, s_start), s_refused with { Kind = WebhookOutcomeKind.Gone, Status = 410 }, s_policy, s_start, 0.5);

        Assert.NotNull(step.Disable);
        Assert.Single(step.Next.Waiting);
    }

    [Fact]
    public void Three_days_without_a_success_disable()
    {
        var progress = new WebhookProgress { FailingSince = s_start };

        Assert.Null(Fail(progress, Event(1, s_start), s_start.AddDays(3).AddTicks(-1)).Disable);
        Assert.NotNull(Fail(progress, Event(1, s_start), s_start.AddDays(3)).Disable);
    }

    [Fact]
    public void A_letter_that_is_on_its_way_already_is_not_replayed_twice()
    {
        var waiting = Event(1, s_start);
        var letter = waiting.ToDeadLetter("x", null, s_start);

        var next = WebhookLogic.Replay(new WebhookProgress { Waiting = [waiting] }, [letter], s_start);

        Assert.Equal([waiting], next.Waiting);
    }

    /// <summary>Virtual time over any answers: every event ends in one place, none is tried too early, and order holds where it is asked for.</summary>
    [Property(MaxTest = 300)]
    public void Every_event_is_delivered_waits_or_is_dead_and_none_is_lost(byte[] answers, bool ordered)
    {
        var (progress, now, fresh) = (new WebhookProgress(), s_start, (byte)0);
        List<Guid> delivered = [], dead = [];
        foreach (var answer in answers)
        {
            var turn = WebhookLogic.Next(progress, ordered, maxWaiting: 5, now);
            if (turn is { Waiting: null, TakesNew: false })
            {
                now = turn.Until!.Value;
                turn = WebhookLogic.Next(progress, ordered, maxWaiting: 5, now);
            }

            var delivery = turn.Waiting ?? Event(++fresh, now);
            Assert.True(delivery.DueAt <= now || progress.PausedUntil is not null);
            var step = WebhookLogic.Take(progress, delivery, Outcome(answer), s_policy with { PauseAfter = 3 }, now, answer / 255.0);
            progress = step.Next;
            if (step.Dead is { } letter)
            {
                dead.Add(letter.EventId);
            }
            else if (Outcome(answer).IsDelivered)
            {
                delivered.Add(delivery.EventId);
            }
        }

        var waiting = progress.Waiting.Select(delivery => delivery.EventId).ToList();
        Assert.Equal(Enumerable.Range(1, fresh).Select(number => Id((byte)number)), delivered.Concat(dead).Concat(waiting).Order());
        Assert.Equal((delivered.Count, dead.Count), ((int)progress.Statistics.Delivered, (int)progress.Statistics.DeadLettered));
        Assert.InRange(waiting.Count, 0, ordered ? 1 : 5);
        if (ordered)
        {
            Assert.Equal(delivered.Order(), delivered);
        }
    }

    private static WebhookOutcome Outcome(byte answer) => (answer % 3) switch
    {
        0 => s_taken,
        1 => s_refused,
        _ => s_silent,
    };

    private static Guid Id(byte number) => new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, number);

    private static WaitingDelivery Event(byte number, DateTimeOffset now) => new()
    {
        EventId = Id(number),
        Type = "node.started",
        Sequence = number,
        Priority = EventPriority.High,
        FirstAttemptAt = now,
        DueAt = now,
    };

    private static WebhookStep Fail(WebhookProgress progress, WaitingDelivery delivery, DateTimeOffset now) =>
        WebhookLogic.Take(progress, delivery, s_refused, s_policy, now, 0.5);

    private static WebhookTurn Next(WebhookProgress progress, bool ordered, DateTimeOffset now) => WebhookLogic.Next(progress, ordered, s_policy.MaxWaiting, now);
}
