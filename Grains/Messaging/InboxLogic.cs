namespace Nms.Messaging;

/// <summary>What becomes of a message, as pure functions.</summary>
internal static class InboxLogic
{
    private const int LongestError = 1_000;

    /// <summary>The module did what it was asked to.</summary>
    public static MessageOutcome Completed(InboxEntry entry, string? responseJson, DateTimeOffset now)
    {
        // What is acknowledged after its lease ended was delivered by then all the same.
        var leased = entry.LeasedAt == default ? now : entry.LeasedAt;
        return new MessageOutcome(entry.Sequence, entry.Priority, MessageStatus.Completed, entry.Attempts)
        {
            ResponseJson = responseJson,
            FinishedAt = now,
            Queued = Positive(leased - entry.CreatedAt),
            Processing = Positive(now - leased),
        };
    }

    /// <summary>A delivery failed: it is tried again, or given up.</summary>
    public static MessageOutcome Failed(InboxEntry entry, string error, bool retry, RetrySchedule schedule, double jitter, DateTimeOffset now)
    {
        var attempts = entry.Attempts + 1;
        return retry && schedule.DelayAfter(attempts, jitter) is { } wait
            ? new MessageOutcome(entry.Sequence, entry.Priority, MessageStatus.Pending, attempts) { DueAt = now + wait, Error = Shortened(error) }
            : GivenUp(entry, MessageStatus.Failed, attempts, error, now);
    }

    /// <summary>Its time is over, or its lease is.</summary>
    public static MessageOutcome Overdue(InboxEntry entry, RetrySchedule schedule, double jitter, DateTimeOffset now) => entry.ExpiresAt <= now
        ? GivenUp(entry, MessageStatus.Timeout, entry.Attempts, "It was not acknowledged before its time was over.", now)
        : Failed(entry, "The module did not acknowledge it before its lease ended.", retry: true, schedule, jitter, now);

    /// <summary>It will never be delivered.</summary>
    public static MessageOutcome Abandoned(InboxEntry entry, string reason, DateTimeOffset now) =>
        GivenUp(entry, MessageStatus.Failed, entry.Attempts, reason, now);

    /// <summary>A dead letter begins anew.</summary>
    public static MessageOutcome Replayed(HubMessage message, TimeSpan lifetime, DateTimeOffset now) =>
        new(message.Sequence, message.Priority, MessageStatus.Pending, 0) { ReplayedUntil = now + lifetime };

    private static MessageOutcome GivenUp(InboxEntry entry, MessageStatus status, int attempts, string error, DateTimeOffset now) =>
        new(entry.Sequence, entry.Priority, status, attempts) { Error = Shortened(error), FinishedAt = now };

    private static string Shortened(string error) => error.Length <= LongestError ? error : error[..LongestError];

    private static TimeSpan Positive(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;
}
