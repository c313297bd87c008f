using FsCheck.Xunit;
using Nms.Access;
using static Nms.Grains.Tests.Access.AccessSamples;

namespace Nms.Grains.Tests.Access;

public sealed class SessionLogicTests
{
    private static readonly TimeSpan s_week = TimeSpan.FromDays(7);

    private static SessionsState Started { get; } = SessionLogic.Start(new SessionsState(), new SessionStart(One, "first", 4, s_week), Now);

    [Fact]
    public void The_latest_token_is_replaced_and_the_end_stays()
    {
        var (next, result) = SessionLogic.Refresh(Started, One, "first", "second", Now.AddDays(3));

        Assert.Equal(new RefreshResult(RefreshOutcome.Rotated, 4, Now + s_week), result);
        Assert.Equal(RefreshOutcome.Rotated, SessionLogic.Refresh(next, One, "second", "third", Now.AddDays(4)).Result.Outcome);
    }

    [Fact]
    public void An_older_token_ends_the_session()
    {
        var (rotated, _) = SessionLogic.Refresh(Started, One, "first", "second", Now);

        var (next, result) = SessionLogic.Refresh(rotated, One, "first", "third", Now);

        Assert.Equal(RefreshOutcome.Reused, result.Outcome);
        Assert.Empty(next.Sessions);
        Assert.Equal(RefreshOutcome.Unknown, SessionLogic.Refresh(next, One, "second", "fourth", Now).Result.Outcome);
    }

    [Fact]
    public void A_session_that_is_past_its_end_is_unknown()
    {
        Assert.Equal(RefreshOutcome.Unknown, SessionLogic.Refresh(Started, One, "first", "second", Now + s_week).Result.Outcome);
    }

    [Fact]
    public void Of_too_many_sessions_the_oldest_end()
    {
        var state = Enumerable.Range(1, SessionLogic.MostSessions + 5).Aggregate(
            new SessionsState(), (sessions, number) => SessionLogic.Start(sessions, new SessionStart(Id(number), "hash", 0, s_week), Now.AddSeconds(number)));

        Assert.Equal(SessionLogic.MostSessions, state.Sessions.Length);
        Assert.Equal(Id(6), state.Sessions[0].Id);
    }

    [Property]
    public bool However_tokens_are_shown_at_most_the_latest_is_good(byte[] shown)
    {
        var state = Started;
        var latest = "first";
        var alive = true;
        var count = 0;
        foreach (var choice in shown ?? [])
        {
            var token = choice % 3 == 0 ? latest : $"older {choice}";
            var next = $"next {count++}";
            var (after, result) = SessionLogic.Refresh(state, One, token, next, Now);
            if (result.Outcome == RefreshOutcome.Rotated != (alive && token == latest))
            {
                return false;
            }

            alive = alive && token == latest;
            latest = alive ? next : latest;
            state = after;
        }

        return true;
    }
}
