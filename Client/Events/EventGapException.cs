namespace Nms.Client.Events;

/// <summary>Events are missing that can no longer be had: what was built from events has to be read anew.</summary>
public sealed class EventGapException : Exception
{
    internal EventGapException(EventGap gap, string? cursor)
        : base(gap.Message)
    {
        Gap = gap;
        Cursor = cursor;
    }

    /// <summary>What is missing.</summary>
    public EventGap Gap { get; }

    /// <summary>The place of the caller before the gap; following from nowhere (<c>null</c>) begins with what happens from now on.</summary>
    public string? Cursor { get; }
}
