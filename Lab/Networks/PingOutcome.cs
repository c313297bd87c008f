namespace Nms.Lab.Networks;

/// <summary>What became of one echo request.</summary>
internal enum PingOutcome
{
    /// <summary>The target answered.</summary>
    Reply,

    /// <summary>The target is the sender itself.</summary>
    Own,

    /// <summary>The sender has no address or no route.</summary>
    NoRoute,

    /// <summary>Nobody on the sender's own network has the address of the target or of the gateway.</summary>
    NoNeighbour,

    /// <summary>A router on the way knows no route.</summary>
    Unroutable,

    /// <summary>The request or its answer was lost.</summary>
    Timeout,
}
