namespace Nms.Contracts.Events;

/// <summary>How urgent an event is.</summary>
public enum EventPriority
{
    /// <summary>low</summary>
    Low = 1,

    /// <summary>normal</summary>
    Normal = 2,

    /// <summary>high</summary>
    High = 3,

    /// <summary>critical</summary>
    Critical = 4,
}
