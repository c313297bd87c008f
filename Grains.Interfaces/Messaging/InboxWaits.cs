namespace Nms.Messaging;

/// <summary>How long callers wait at an inbox.</summary>
public static class InboxWaits
{
    /// <summary>The longest wait that may be asked for, in seconds.</summary>
    public const int MostSeconds = 60;

    /// <summary>The longest wait that may be asked for.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(MostSeconds);

    /// <summary>Longer than that, so that the caller gets the answer and not a time-out of the cluster.</summary>
    public const string Longest = "00:01:15";
}
