namespace Nms.Contracts.Discovery;

/// <summary>What became of one target of a run.</summary>
public enum DiscoveryTargetStatus
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>It was not begun.</summary>
    Pending = 1,

    /// <summary>It is under way.</summary>
    Running = 2,

    /// <summary>Its profile is complete.</summary>
    Completed = 3,

    /// <summary>Its profile is not complete.</summary>
    Partial = 4,

    /// <summary>Nothing could be read.</summary>
    Failed = 5,

    /// <summary>It vanished while the run went on.</summary>
    Gone = 6,
}
