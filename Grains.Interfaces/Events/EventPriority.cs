namespace Nms.Events;

/// <summary>How urgent an event is. Each priority has its own queue from end to end.</summary>
[GenerateSerializer, Alias("Nms.Events.EventPriority")]
public enum EventPriority
{
    /// <summary>Not set.</summary>
    Unknown = 0,

    /// <summary>low</summary>
    Low = 1,

    /// <summary>normal</summary>
    Normal = 2,

    /// <summary>high</summary>
    High = 3,

    /// <summary>critical</summary>
    Critical = 4,
}
