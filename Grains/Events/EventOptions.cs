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

    /// <summary>How often events beyond that are deleted.</summary>
    /// <value>Default 1 hour; 1 second to 1 day.</value>
    public TimeSpan PurgeEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>What is kept of critical events.</summary>
    public EventRetention Critical { get; set; } = new() { MaxEvents = 1_000_000 };

    /// <summary>What is kept of high events.</summary>
    public EventRetention High { get; set; } = new() { MaxEvents = 2_000_000 };

    /// <summary>What is kept of normal events.</summary>
    public EventRetention Normal { get; set; } = new() { MaxEvents = 2_000_000 };

    /// <summary>What is kept of low events.</summary>
    public EventRetention Low { get; set; } = new() { MaxEvents = 1_000_000 };

    /// <summary>How long events of a priority are kept, and how many of them.</summary>
    public (TimeSpan Age, long Events) Of(EventPriority priority)
    {
        var retention = priority switch
        {
            EventPriority.Critical => Critical,
            EventPriority.High => High,
            EventPriority.Normal => Normal,
            _ => Low,
        };
        return (retention.Retention ?? Retention, retention.MaxEvents);
    }
}
