namespace Nms.Events;

/// <summary>What is kept of the event log.</summary>
public sealed class EventOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Events";

    /// <summary>How long events are kept.</summary>
    /// <remarks>Longer lets a consumer return later, and takes about 600 bytes an event on the disk.</remarks>
    /// <value>Default 30 days; 1 hour to 10 years.</value>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often older events are deleted.</summary>
    /// <value>Default 1 hour; 1 second to 1 day.</value>
    public TimeSpan PurgeEvery { get; set; } = TimeSpan.FromHours(1);
}
