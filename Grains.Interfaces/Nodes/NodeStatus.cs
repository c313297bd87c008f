namespace Nms.Nodes;

/// <summary>A node's power state, in GNS3's words.</summary>
[GenerateSerializer, Alias("Nms.Nodes.NodeStatus")]
public enum NodeStatus
{
    /// <summary>GNS3 has not said (a node of a closed project that was never seen open).</summary>
    Unknown = 0,

    /// <summary>stopped</summary>
    Stopped = 1,

    /// <summary>started</summary>
    Started = 2,

    /// <summary>suspended</summary>
    Suspended = 3,
}
