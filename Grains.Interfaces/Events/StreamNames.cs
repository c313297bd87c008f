namespace Nms.Events;

/// <summary>Names of Orleans streams.</summary>
public static class StreamNames
{
    /// <summary>The one stream provider.</summary>
    public const string Provider = "nms";

    /// <summary>Prefix of the four event namespaces.</summary>
    public const string EventsPrefix = "nms.events.";

    /// <summary>
    /// The stream namespace of a priority, nms.events.critical|high|normal|low. Stream key: project id,
    /// <see cref="Guid.Empty"/> for platform events. Payload: <see cref="EventEnvelope"/>.
    /// </summary>
    public static string Events(EventPriority priority) => priority switch
    {
        EventPriority.Critical => EventsPrefix + "critical",
        EventPriority.High => EventsPrefix + "high",
        EventPriority.Normal => EventsPrefix + "normal",
        EventPriority.Low => EventsPrefix + "low",
        _ => throw new ArgumentOutOfRangeException(nameof(priority)),
    };
}
