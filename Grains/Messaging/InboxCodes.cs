namespace Nms.Messaging;

/// <summary>Codes of errors that concern inboxes in several places.</summary>
public static class InboxCodes
{
    /// <summary>The inbox lives on another silo by now; the same call finds it there.</summary>
    public const string Moved = "inbox_moved";

    /// <summary>The exception that says so.</summary>
    public static NmsException HasMoved(string inbox) =>
        new(Moved, $"The inbox of {inbox} has moved to another silo; try again.") { IsTransient = true, RetryAfter = TimeSpan.FromSeconds(1) };
}
