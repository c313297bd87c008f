using System.Collections.Immutable;

namespace Nms.Webhooks;

/// <summary>Every rule about retries, pauses, dead letters and the end of a webhook, as pure functions.</summary>
internal static class WebhookLogic
{
    /// <summary>What may be tried at this moment.</summary>
    public static WebhookTurn Next(WebhookProgress progress, bool ordered, int maxWaiting, DateTimeOffset now)
    {
        if (progress.PausedUntil is { } until)
        {
            if (until > now)
            {
                return new WebhookTurn(null, TakesNew: false, PrefersNew: false, until);
            }

            // One attempt to see whether it is back: of what waits and of what is new in turn, so that events which it refuses for
            // their own sake do not keep it paused.
            var oldest = Soonest(progress);
            return new WebhookTurn(oldest, TakesNew: oldest is null || !ordered, PrefersNew: progress.Pauses % 2 == 0, null);
        }

        var due = progress.Waiting
            .Where(delivery => delivery.DueAt <= now)
            .OrderByDescending(delivery => delivery.Priority).ThenBy(delivery => delivery.DueAt)
            .FirstOrDefault();
        var held = ordered ? progress.Waiting is not [] : progress.Waiting.Length >= maxWaiting;
        return new WebhookTurn(due, TakesNew: !held, PrefersNew: false, due is null ? Soonest(progress)?.DueAt : null);
    }

    /// <summary>What follows from an attempt at something that waits, or at an event that was not tried before.</summary>
    public static WebhookStep Take(
        WebhookProgress progress, WaitingDelivery delivery, WebhookOutcome outcome, WebhookPolicy policy, DateTimeOffset now, double random)
    {
        var others = Without(progress.Waiting, delivery.EventId);
        var tried = delivery with { Attempts = delivery.Attempts + 1 };
        var statistics = Count(progress.Statistics, tried, outcome, now);
        if (outcome.IsDelivered)
        {
            return new WebhookStep(
                progress with { Waiting = others, FailuresInARow = 0, FailingSince = null, PausedUntil = null, Pauses = 0, Statistics = statistics }, null, null);
        }

        // Trying whether a paused receiver is back tells nothing of the event, unless it judges the event.
        var counts = progress.PausedUntil is null || outcome.Kind == WebhookOutcomeKind.Refused;
        tried = tried with { Failures = tried.Failures + (counts ? 1 : 0) };
        var (pausedUntil, pauses) = Pause(progress, outcome, policy, now, random);
        var failingSince = progress.FailingSince ?? now;
        var next = progress with
        {
            Waiting = others,
            FailuresInARow = progress.FailuresInARow + 1,
            FailingSince = failingSince,
            PausedUntil = pausedUntil,
            Pauses = pauses,
            Statistics = statistics,
        };
        if (outcome.Kind == WebhookOutcomeKind.Gone)
        {
            return new WebhookStep(next with { Waiting = others.Add(tried with { DueAt = now }) }, null, "Its receiver answered 410 Gone.");
        }

        var disable = now - failingSince >= policy.DisableAfter ? $"No delivery succeeded since {failingSince:u}; at last {outcome.Error}." : null;
        var wait = counts ? policy.Schedule.After(tried.Failures, random) : policy.Schedule.First;
        return wait is { } pause
            ? new WebhookStep(next with { Waiting = others.Add(tried with { DueAt = Later(now + pause, counts ? null : pausedUntil) }) }, null, disable)
            : new WebhookStep(
                next with { Statistics = statistics with { DeadLettered = statistics.DeadLettered + 1 } },
                tried.ToDeadLetter(outcome.Error ?? "it failed", outcome.Status, now),
                disable);
    }

    /// <summary>Gives up something that waits and can never be delivered.</summary>
    public static WebhookStep GiveUp(WebhookProgress progress, WaitingDelivery delivery, string reason, DateTimeOffset now) => new(
        progress with
        {
            Waiting = Without(progress.Waiting, delivery.EventId),
            Statistics = progress.Statistics with { DeadLettered = progress.Statistics.DeadLettered + 1 },
        },
        delivery.ToDeadLetter(reason, null, now),
        null);

    /// <summary>Forgets something that waits: its owner may not see it any more.</summary>
    public static WebhookProgress Withhold(WebhookProgress progress, WaitingDelivery delivery) => progress with { Waiting = Without(progress.Waiting, delivery.EventId) };

    /// <summary>Sets letters aside to be tried at once, those that are there already excepted.</summary>
    public static WebhookProgress Replay(WebhookProgress progress, ImmutableArray<WebhookDeadLetter> letters, DateTimeOffset now) => progress with
    {
        Waiting =
        [
            .. progress.Waiting,
            .. letters.Where(letter => progress.Waiting.All(delivery => delivery.EventId != letter.EventId)).Select(letter => WaitingDelivery.Of(letter, now)),
        ],
    };

    /// <summary>A fresh start, for one that is enabled again or has another address.</summary>
    public static WebhookProgress Reset(WebhookProgress progress) =>
        progress with { FailuresInARow = 0, FailingSince = null, PausedUntil = null, Pauses = 0 };

    private static (DateTimeOffset? Until, int Pauses) Pause(
        WebhookProgress progress, WebhookOutcome outcome, WebhookPolicy policy, DateTimeOffset now, double random)
    {
        if (outcome.RetryAfter is { } asked)
        {
            return (now + (asked < policy.LongestPause ? asked : policy.LongestPause), progress.Pauses + 1);
        }

        return progress.FailuresInARow + 1 < policy.PauseAfter
            ? (null, 0)
            : (now + RetrySchedule.Doubled(progress.Pauses, policy.FirstPause, policy.LongestPause, policy.Schedule.Jitter, random), progress.Pauses + 1);
    }

    private static WebhookStatistics Count(WebhookStatistics statistics, WaitingDelivery tried, WebhookOutcome outcome, DateTimeOffset now) => statistics with
    {
        Delivered = statistics.Delivered + (outcome.IsDelivered ? 1 : 0),
        Failed = statistics.Failed + (outcome.IsDelivered ? 0 : 1),
        Retried = statistics.Retried + (tried.Attempts > 1 ? 1 : 0),
        LastStatus = outcome.Status,
        LastError = outcome.Error ?? statistics.LastError,
        LastAttemptAt = now,
        LastDeliveredAt = outcome.IsDelivered ? now : statistics.LastDeliveredAt,
        LastLatency = outcome.Latency,
    };

    private static ImmutableArray<WaitingDelivery> Without(ImmutableArray<WaitingDelivery> waiting, Guid eventId) =>
        waiting.RemoveAll(delivery => delivery.EventId == eventId);

    private static WaitingDelivery? Soonest(WebhookProgress progress) => progress.Waiting.MinBy(delivery => delivery.DueAt);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
