namespace Nms.Contracts.Nodes;

/// <summary>A node's power state, in GNS3's words.</summary>
public enum NodeStatus
{
    /// <summary>GNS3 has not said.</summary>
    Unknown = 0,

    /// <summary>stopped</summary>
    Stopped = 1,

    /// <summary>started</summary>
    Started = 2,

    /// <summary>suspended</summary>
    Suspended = 3,
}
