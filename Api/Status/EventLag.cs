namespace Nms.Api.Status;

/// <summary>How long the newest events of the log have waited to be handed out on this silo. Not thread-safe.</summary>
internal sealed class EventLag
{
    private (long Head, DateTimeOffset SeenAt)? _behind;

    /// <summary>How long what was in the log at an earlier look has waited; zero when it was handed out since.</summary>
    /// <param name="head">The newest event of the log.</param>
    /// <param name="handedOut">The newest event that was handed out.</param>
    /// <param name="now">The instant of this look.</param>
    public TimeSpan Look(long head, long handedOut, DateTimeOffset now)
    {
        if (handedOut >= head)
        {
            _behind = null;
            return TimeSpan.Zero;
        }

        if (_behind is not { } behind || handedOut >= behind.Head)
        {
            _behind = behind = (head, now);
        }

        return now - behind.SeenAt;
    }
}
