namespace Nms.Events;

/// <summary>What is kept of the events of one priority.</summary>
public sealed class EventRetention
{
    /// <summary>How long they are kept, when not as long as the others.</summary>
    /// <value>Default that of all events; 1 hour to 10 years.</value>
    public TimeSpan? Retention { get; set; }

    /// <summary>How many of them are kept; the oldest go first.</summary>
    /// <remarks>About 600 bytes each on the disk.</remarks>
    /// <value>Default 1,000,000 critical and low, 2,000,000 high and normal ones; 10,000 to 1,000,000,000.</value>
    public long MaxEvents { get; set; }
}
